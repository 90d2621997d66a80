import type { ProblemKind } from './proxy/problem-kinds.ts';
import type { Visit } from './visit.ts';

/** What the gateway tells its metrics and its log. */
export interface GatewayEvents {
  /** @param route the table's path, or `unrouted` */
  readonly onAnswer: (visit: Visit, route: string, startedMs: number) => void;
  readonly onRetry: (upstream: string, reason: 'broken' | 'unavailable') => void;
  /** @param upstream the service that failed; `undefined` where the gateway itself refused */
  readonly onProblem: (visit: Visit, kind: ProblemKind, upstream: string | undefined) => void;
}
