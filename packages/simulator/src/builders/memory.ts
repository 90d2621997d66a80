import type { ServiceMemory } from '@ares/core';

/** Of service `cart` on `host-1`, with every field set. */
export const aMemory = (over: Partial<ServiceMemory> = {}): ServiceMemory => ({
  serviceId: 'host-1/shop/cart',
  hostId: 'host-1',
  service: 'cart',
  health: 'DEGRADED',
  lastSeenAtMs: 5,
  checks: '1101',
  checkedAtMs: 4,
  flapping: false,
  builds: { 'shop-cart-1': 'sha256:1 c1' },
  deploySeenAtMs: 3,
  baselines: { latencySecondsP95: { n: 7, mean: 0.125, deviation: 0.01 } },
  cpuHot: '010',
  sampledAtMs: 2,
  scaled: { incidentId: 'i', from: 1, to: 2, atMs: 1 },
  dockerRestarts: { 'shop-cart-1': 2 },
  ...over,
});
