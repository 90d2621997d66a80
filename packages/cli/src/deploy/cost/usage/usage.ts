import { type MetricName, metricNames } from '@ares/config/aws';

/** What is used in a month, as small functions of the fleet. Every figure that is not in the template is told here. */

export interface FleetUse {
  readonly hosts: number;
  readonly shards: number;
  /** Time between two slots of a shard */
  readonly tickMs: number;
}

export const HOURS_A_MONTH = 730;
const SECONDS_A_MONTH = HOURS_A_MONTH * 3_600;
const GIGABYTE = 1e9;

/** Dead containers, health changes and the like that make a host agent call at once. */
const WAKES_A_HOST_AND_HOUR = 1;
/** Incidents that are acted on; each has one command. */
const HEALS_A_HOST = 3;
/** `follow` messages of a command: it is looked at after 5, 10 and 20 s, and when SSM says that it ended. */
const FOLLOWS_A_HEAL = 4;
/** Ticks that ARES wakes itself for while it heals: a command ended, an action is being verified. */
const WAKES_A_HEAL = 8;
/** A problem and its end. */
const MESSAGES_A_HEAL = 2;
/** What people look at: the command line and the dashboard. */
const API_REQUESTS = 100_000;
export const ACTIVE_USERS = 10;

/** Shards that have a host. */
export const shardsInUse = ({ hosts, shards }: FleetUse): number => Math.min(hosts, shards);

/** An empty shard gets one slot a minute. */
const slots = (fleet: FleetUse): number => {
  const empty = fleet.shards - shardsInUse(fleet);
  return (SECONDS_A_MONTH * 1_000 * shardsInUse(fleet)) / fleet.tickMs + (SECONDS_A_MONTH / 60) * empty;
};

export const wakesByHosts = ({ hosts }: FleetUse): number => hosts * WAKES_A_HOST_AND_HOUR * HOURS_A_MONTH;

const heals = ({ hosts }: FleetUse): number => hosts * HEALS_A_HOST;

/** The scheduler's minute. */
export const DISPATCHES = HOURS_A_MONTH * 60;

/** Messages that each queue gets. */
export const messages = {
  ticks: (fleet: FleetUse): number => slots(fleet) + wakesByHosts(fleet) + heals(fleet) * WAKES_A_HEAL,
  actions: heals,
  follow: (fleet: FleetUse): number => heals(fleet) * FOLLOWS_A_HEAL,
  notifications: (fleet: FleetUse): number => heals(fleet) * MESSAGES_A_HEAL,
} as const;

export const notificationsTold = messages.notifications;

export interface FunctionUse {
  readonly invocations: number;
  readonly seconds: number;
  /** Its own lines, its metrics, and what Lambda writes at each start and end */
  readonly logBytes: number;
}

/** Twice what `npm run bench -- fleet` finds for dispatch, Lambda's own three lines included. */
const LOG_BYTES = 1_300;
/** What the same finds for a tick with an incident (1.2 kB), and half of it for ticks with several. */
const TICK_LOG_BYTES = 1_800;
/** Kept for a month, compressed. */
export const KEPT_SHARE = 0.15;
const calls = (invocations: number, seconds: number, logBytes = LOG_BYTES): FunctionUse => ({
  invocations,
  seconds,
  logBytes,
});

/** Lambda's processors are others: what was measured here may take so much longer there. */
const OTHER_PROCESSOR = 1.25;
/** What functions are given of one processor, which comes with 1,769 MB. */
const DISPATCH_PROCESSOR_SHARE = 512 / 1_769;
const TICK_PROCESSOR_SHARE = 1_280 / 1_769;
/** By `npm run bench -- fleet`, which finds 0.07 s of processor time for a shard of 10 hosts and 0.51 s for 100. */
const TICK_CPU_SECONDS_A_HOST = 0.005;
/** The same of dispatch for 1,000 hosts, of which one round in five also reads CloudWatch. */
const DISPATCH_CPU_SECONDS_A_HOST = 0.000_25;
/** What does not grow with the hosts: thirty statements one after the other, in the other zone at worst. */
const TICK_WAIT_SECONDS = 0.2;
/** Calls of EC2, CloudWatch and SQS; an estimate, since no emulator has their delays. */
const DISPATCH_WAIT_SECONDS = 0.5;

/** Models that functions hold at most, as `lambdas/tick/open-desk.ts` has it, by hosts of seven or eight services. */
const HOSTS_WITH_MODELS = 100;
/** By the same, for ten services: to judge a minute and learn from it, and to put the models away. */
const MODELS_CPU_SECONDS_A_MINUTE = 0.003_5;
const SHELVE_CPU_SECONDS = 0.046;
/** One environment writes for all that have a host; each of them asks first. */
const MINUTES_A_SHELVING = 6;

/** As many as there are shards, since their slots come at once, and any shard may come to any of them. */
const environmentsWithHost = (fleet: FleetUse): number =>
  (shardsInUse(fleet) * Math.min(fleet.hosts, HOSTS_WITH_MODELS)) / Math.max(1, fleet.hosts);

const modelsSecondsAMinute = (fleet: FleetUse): number =>
  environmentsWithHost(fleet) * MODELS_CPU_SECONDS_A_MINUTE + SHELVE_CPU_SECONDS / MINUTES_A_SHELVING;

function tickSeconds(fleet: FleetUse): number {
  const hostsOfShard = fleet.hosts / Math.max(1, shardsInUse(fleet));
  const ticksAMinute = 60_000 / fleet.tickMs;
  const cpuSeconds = (TICK_CPU_SECONDS_A_HOST + modelsSecondsAMinute(fleet) / ticksAMinute) * hostsOfShard;
  return TICK_WAIT_SECONDS + (OTHER_PROCESSOR * cpuSeconds) / TICK_PROCESSOR_SHARE;
}

/** Requests of S3 by ticks. Environments last for some hours, and then another one begins with what is on the shelf. */
const HOURS_OF_ENVIRONMENT = 4;
export const modelWrites = ({ hosts }: FleetUse): number => (hosts * HOURS_A_MONTH * 60) / MINUTES_A_SHELVING;
export function modelReads(fleet: FleetUse): number {
  const environments = environmentsWithHost(fleet) * fleet.hosts;
  const asked = 60 / MINUTES_A_SHELVING;
  // Pointer and snapshot of the joint models, once an hour.
  const trained = 2;
  return environments * HOURS_A_MONTH * (asked + trained + 1 / HOURS_OF_ENVIRONMENT);
}

const dispatchSeconds = ({ hosts }: FleetUse): number =>
  DISPATCH_WAIT_SECONDS + (OTHER_PROCESSOR * DISPATCH_CPU_SECONDS_A_HOST * hosts) / DISPATCH_PROCESSOR_SHARE;

const DAYS_A_MONTH = HOURS_A_MONTH / 24;

/** By the name of a folder of `lambdas/`; what runs during a deployment only is used by no month. */
export const functionUse: Readonly<Record<string, (fleet: FleetUse) => FunctionUse>> = {
  dispatch: (fleet) => calls(DISPATCHES, dispatchSeconds(fleet)),
  tick: (fleet) => calls(messages.ticks(fleet), tickSeconds(fleet), TICK_LOG_BYTES),
  heal: (fleet) => calls(messages.actions(fleet) + messages.follow(fleet), 1),
  train: ({ hosts }) => calls(HOURS_A_MONTH, 10 + 0.2 * hosts),
  notify: (fleet) => calls(messages.notifications(fleet), 1),
  api: () => calls(API_REQUESTS, 0.2),
  migrator: () => calls(DAYS_A_MONTH, 5),
  'document-pin': () => calls(0, 0),
  'origin-secret': () => calls(0, 0),
};

export const apiRequests = API_REQUESTS;
export const PAGE_REQUESTS = 50_000;
export const PAGE_GIGABYTES = 1;

/** Lambda asks a queue with five pollers, each of which waits for 20 s when there is nothing. */
export const IDLE_POLLS = (SECONDS_A_MONTH / 20) * 5;
/** To send, receive and delete one message. */
export const REQUESTS_A_MESSAGE = 3;

/** CPUUtilization, StatusCheckFailed and network, every five minutes, within the budget that `dispatch` is given. */
export const metricReads = ({ hosts }: FleetUse, budgetAnHour: number): number =>
  Math.min(hosts * 3 * 12, budgetAnHour) * HOURS_A_MONTH;

/**
 * Snapshot and features of a host at each tick, by `npm run bench -- fleet`; half of the hosts are in the other zone
 * than the function.
 */
const READ_BYTES = 25_000;
export const gigabytesBetweenZones = (fleet: FleetUse): number =>
  (slots({ ...fleet, shards: 1 }) * fleet.hosts * READ_BYTES * 0.5) / GIGABYTE;

export const gigabytes = (bytes: number): number => bytes / GIGABYTE;

/** Metrics with data in every hour; the others have some when something happens. */
const STEADY_METRICS: readonly MetricName[] = ['OldestShardTickAgeMs', 'TickAgeMs', 'TickDurationMs', 'TicksCompleted'];

/** In metrics with data in every hour of the month: one that has some when something happens is charged by those hours. */
export function ownMetrics(fleet: FleetUse): number {
  const eventful = metricNames.length - STEADY_METRICS.length;
  const eventfulHours = Math.min(HOURS_A_MONTH, heals(fleet));
  return STEADY_METRICS.length + (eventful * eventfulHours) / HOURS_A_MONTH;
}

/** An image as a registry keeps it, compressed, and how many releases are kept. */
export const IMAGE_GIGABYTES = 0.08;
export const RELEASES_KEPT = 5;

/** Snapshots of models, bundles, the status page. */
export const BUCKET_GIGABYTES = ({ hosts }: FleetUse): number => 0.1 + 0.01 * hosts;

/** Strangers who knock at public addresses, a few a minute. */
export const FLOW_LOG_GIGABYTES = ({ hosts }: FleetUse): number => 0.1 + 0.02 * hosts;
