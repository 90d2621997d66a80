import { z } from 'zod';
import { defineFault } from './fault.ts';
import type { RequestFaults } from './request-faults.ts';

/** Makes `/health/ready` answer 503 while everything else works. */
export const unreadyFault = (state: RequestFaults) =>
  defineFault('unready', z.strictObject({}), () => {
    state.unready = true;
    return () => delete state.unready;
  });
