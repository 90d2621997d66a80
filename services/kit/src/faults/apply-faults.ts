import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '../http/problem.ts';
import { sendProblem } from '../http/send-problem.ts';
import type { RequestFaults } from './request-faults.ts';

/** Whether a request of this kind has to go through `applyFaults`. */
export const isFaulty = (state: RequestFaults, health: boolean): boolean =>
  health ? state.latency?.health === true : state.latency !== undefined || state.errors !== undefined;

/** Delays the request, and answers it with an error or lets it proceed. */
export async function applyFaults(state: RequestFaults, res: ServerResponse, health: boolean, proceed: () => void) {
  const { latency, errors } = state;
  if (latency && Math.random() < latency.share) await sleep(latency.latencyMs + Math.random() * latency.jitterMs);
  if (health || !errors || Math.random() >= errors.share) return proceed();
  sendProblem(res, new ProblemError(errors.status, 'injected-fault', 'This error was injected by a fault switch.'));
}
