/**
 * Every image that compose files name: the variable, the official image, and the folder of
 * `scripts/offline-images` that stands in for it where no registry answers.
 * @typedef {{variable: string, official: string, standIn: string, folder: string}} ImageSpec
 */

/** @type {readonly ImageSpec[]} */
export const images = [
  { variable: 'NODE_IMAGE', official: 'node:24-trixie-slim', standIn: 'ares-offline/node:24', folder: 'node' },
  { variable: 'POSTGRES_IMAGE', official: 'postgres:17', standIn: 'ares-offline/postgres:17', folder: 'postgres' },
  { variable: 'REDIS_IMAGE', official: 'redis:8', standIn: 'ares-offline/redis:8', folder: 'redis' },
  { variable: 'NGINX_IMAGE', official: 'nginx:1.28', standIn: 'ares-offline/nginx:1.28', folder: 'nginx' },
  {
    variable: 'PROMETHEUS_IMAGE',
    official: 'prom/prometheus:v2.53.5',
    standIn: 'ares-offline/prometheus:2.53',
    folder: 'prometheus',
  },
];
