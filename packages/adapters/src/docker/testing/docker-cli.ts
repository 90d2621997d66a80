import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One command of the Docker CLI; returns what it printed. */
export async function docker(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', args);
  return stdout.trim();
}

/** The image that setup chose for this machine, by its variable in `.ares/images.env`. */
export function imageOf(variable: 'NODE_IMAGE' | 'REDIS_IMAGE' | 'POSTGRES_IMAGE' | 'PROMETHEUS_IMAGE'): string {
  const file = resolve(import.meta.dirname, '../../../../../.ares/images.env');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const chosen = process.env[variable] ?? new RegExp(`^${variable}=(.+)$`, 'm').exec(text)?.[1];
  return chosen ?? official[variable];
}

const official = {
  NODE_IMAGE: 'node:24-trixie-slim',
  REDIS_IMAGE: 'redis:8',
  POSTGRES_IMAGE: 'postgres:17',
  PROMETHEUS_IMAGE: 'prom/prometheus:v2.53.5',
};
