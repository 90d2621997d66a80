import type { ProblemError } from '@shop/kit';

/** What the gateway tells its metrics and its log. */
export interface GatewayEvents {
  readonly onRetry: (upstream: string, reason: 'broken' | 'unavailable') => void;
  /** @param upstream the service that failed; `undefined` where the gateway itself refused */
  readonly onProblem: (problem: ProblemError, upstream: string | undefined) => void;
}
