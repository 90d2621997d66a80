import type { ServiceMemory } from '@ares/core';
import { START_MS } from './snapshot.ts';

/** Of a service on `host-1` that has been well for as long as ARES remembers. */
export const aMemory = (over: Partial<ServiceMemory> = {}): ServiceMemory => {
  const service = over.service ?? 'cart';
  return {
    serviceId: `host-1/shop/${service}`,
    hostId: 'host-1',
    service,
    health: 'HEALTHY',
    lastSeenAtMs: START_MS - 5_000,
    checks: '1'.repeat(21),
    checkedAtMs: START_MS - 5_000,
    flapping: false,
    builds: {},
    baselines: {},
    cpuHot: '',
    sampledAtMs: 0,
    dockerRestarts: {},
    ...over,
  };
};
