import { z } from 'zod';
import { defineFault } from './fault.ts';
import type { RequestFaults } from './request-faults.ts';

/** Answers a share of the requests with an error instead of serving them. */
export const errorsFault = (state: RequestFaults) =>
  defineFault(
    'errors',
    z.strictObject({
      share: z.number().min(0).max(1).default(1),
      status: z.number().int().min(400).max(599).default(500),
    }),
    (params) => {
      state.errors = params;
      return () => delete state.errors;
    },
  );
