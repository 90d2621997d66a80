import { z } from 'zod';
import { defineFault } from './fault.ts';
import type { RequestFaults } from './request-faults.ts';

/** Delays requests; with `health` the health checks too. */
export const latencyFault = (state: RequestFaults) =>
  defineFault(
    'latency',
    z.strictObject({
      latencyMs: z.number().min(1).max(120_000),
      jitterMs: z.number().min(0).max(120_000).default(0),
      share: z.number().min(0).max(1).default(1),
      health: z.boolean().default(false),
    }),
    (params) => {
      state.latency = params;
      return () => delete state.latency;
    },
  );
