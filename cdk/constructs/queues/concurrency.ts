import { databaseConnectionsMax, SLOT_MS, UNRESERVED_EXECUTIONS_MIN } from '@ares/config/aws';
import { type DatabaseInstanceSize, instanceSizes, KEPT_BACK_CONNECTIONS } from '../database/instance-sizes.ts';
import { type Demand, QuotaError } from './quota-error.ts';

export interface FleetNeeds {
  /** The most hosts that the fleet will have */
  readonly hosts: number;
  /** The account's quota of concurrent executions */
  readonly lambdaConcurrency: number;
  readonly databaseInstance: DatabaseInstanceSize;
}

/** Names of the queues that Lambda polls. */
export type PolledQueue = 'ticks' | 'actions' | 'follow' | 'notifications';

export interface ConcurrencyPlan {
  readonly shards: number;
  /** `maximumConcurrency` of each queue's event source */
  readonly eventSources: Readonly<Record<PolledQueue, number>>;
  /** Requests that the API takes at once */
  readonly api: number;
  /** Executions that are reserved for the API, and taken from all others; 0 where the account has none to reserve */
  readonly reserved: number;
  /** Connections of one execution environment */
  readonly poolSize: number;
  /** All executions that the loop can have at once */
  readonly executions: number;
  /** All connections that can be open at once, and what the database has for them */
  readonly connections: number;
  readonly connectionsMax: number;
}

/** Shards hold 50 to 100 hosts; placed by hash, 75 on average keep the fullest below 100. */
const HOSTS_PER_SHARD = 75;
/**
 * A tick of a full shard. `npm run bench -- fleet` found 0.7 s of processor time at the 95th percentile for 100 hosts,
 * before ticks asked models, which is 1 s by the share of a processor that 1,280 MB are given (0.72); 2 s are waited for
 * where a host says nothing. The rest is for models and a cold start.
 */
const TICK_BUDGET_MS = 5_000;
/** Wakes by events come on top of the slots. */
const WAKE_FACTOR = 1.5;
/** Less is not accepted by Lambda. */
const EVENT_SOURCE_MIN = 2;
const EVENT_SOURCE_MAX = 1_000;
/** Heals at once, a share of the shards: budgets of the policy allow a few a host group. */
const SHARDS_PER_HEAL = 10;
/** `dispatch` and `train`, one each: their schedules never overlap themselves. */
const SCHEDULED_EXECUTIONS = 2;
const API_REQUESTS = 5;
const POOL_SIZE = 2;
/** What the schema of the functions' environment allows. */
const SHARDS_MAX = 200;

/**
 * Bounds every event source, and the API where the account allows it, so that together they stay within the account's
 * quota and the database's connections.
 * @throws QuotaError that names the quota which is too small for the fleet
 */
export function planConcurrency(needs: FleetNeeds): ConcurrencyPlan {
  const shards = Math.ceil(needs.hosts / HOSTS_PER_SHARD);
  const heals = atLeastMin(shards / SHARDS_PER_HEAL);
  const ticks = atLeastMin((shards * WAKE_FACTOR * TICK_BUDGET_MS) / SLOT_MS);
  const executions = ticks + 2 * heals + EVENT_SOURCE_MIN + SCHEDULED_EXECUTIONS;
  const plan = {
    shards,
    eventSources: { ticks, actions: heals, follow: heals, notifications: EVENT_SOURCE_MIN },
    api: API_REQUESTS,
    reserved: reservedOf(executions, needs.lambdaConcurrency),
    poolSize: POOL_SIZE,
    executions,
    connections: POOL_SIZE * (ticks + 2 * heals + 1) + databaseConnectionsMax.api,
    connectionsMax: instanceSizes[needs.databaseInstance] - KEPT_BACK_CONNECTIONS,
  };
  const tooSmall = demandsOf(plan, needs).filter(({ needed, limit }) => needed > limit);
  if (tooSmall.length > 0) throw new QuotaError(needs.hosts, tooSmall);
  return plan;
}

/**
 * As many as the API has connections, one each: none that runs finds the database full. A flood of requests takes no
 * execution from the loop then, nor the loop one from people who want to pause it. A new account can reserve nothing: its
 * API shares what the loop leaves, and the throttle of the gateway alone bounds it.
 */
const reservedOf = (executions: number, lambdaConcurrency: number): number =>
  lambdaConcurrency - databaseConnectionsMax.api >= Math.max(UNRESERVED_EXECUTIONS_MIN, executions)
    ? databaseConnectionsMax.api
    : 0;

const atLeastMin = (wanted: number): number => Math.max(EVENT_SOURCE_MIN, Math.ceil(wanted));

function demandsOf(plan: ConcurrencyPlan, { lambdaConcurrency, databaseInstance }: FleetNeeds): readonly Demand[] {
  const remedy = 'split the fleet in two';
  return [
    { quota: 'shards of one control plane', needed: plan.shards, limit: SHARDS_MAX, remedy },
    { quota: 'concurrency of one event source', needed: plan.eventSources.ticks, limit: EVENT_SOURCE_MAX, remedy },
    {
      quota: 'Lambda “Concurrent executions” (L-B99A9384)',
      needed: plan.executions,
      limit: lambdaConcurrency,
      remedy: 'have the quota raised and give the new one by `-c lambdaConcurrency=…`',
    },
    {
      quota: `connections of the database instance ${databaseInstance}`,
      needed: plan.connections,
      limit: plan.connectionsMax,
      remedy: 'take a larger one by `-c databaseInstance=…`',
    },
  ];
}
