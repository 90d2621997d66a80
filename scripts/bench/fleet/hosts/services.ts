import type { AresLabels } from '@ares/core';

type Service = Pick<AresLabels, 'service' | 'dependsOn' | 'health'> & { readonly policy: 'stateless' | 'stateful' };

const http = { kind: 'http', port: 8080, path: '/health/ready' } as const;
const stateless = (service: string, ...dependsOn: string[]): Service => ({
  service,
  dependsOn,
  health: http,
  policy: 'stateless',
});

/** The ten containers of a host: the shop's, and two like them. */
export const services: readonly Service[] = [
  stateless('proxy', 'gateway'),
  stateless('gateway', 'user', 'product', 'cart', 'order'),
  stateless('user', 'postgres'),
  stateless('product', 'postgres', 'redis'),
  stateless('cart', 'redis', 'product'),
  stateless('order', 'postgres', 'product', 'cart'),
  stateless('storefront', 'gateway'),
  stateless('worker', 'postgres'),
  { service: 'postgres', dependsOn: [], health: { kind: 'postgres', port: 5432 }, policy: 'stateful' },
  { service: 'redis', dependsOn: [], health: { kind: 'redis', port: 6379 }, policy: 'stateful' },
];
