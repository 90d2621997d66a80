import type { RetryBudget } from '../proxy/retry-budget.ts';
import type { ConnectAgent } from './connect-agent.ts';
import type { ReplicaPool } from './replica-pool.ts';

/** One service behind the gateway. */
export interface Upstream {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly pool: ReplicaPool;
  readonly agent: ConnectAgent;
  readonly budget: RetryBudget;
}
