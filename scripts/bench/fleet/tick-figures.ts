import type { HostEntry } from '@ares/config/aws';
import type { Figures } from '../bench.ts';
import { type FunctionProcess, type Invocation, startFunction } from './function-process.ts';
import { fleetEntries } from './hosts/fleet-entries.ts';
import { type StubHosts, stubHosts } from './hosts/stub-hosts.ts';
import { type Counted, perRound, prefixed, timesOf } from './per-round.ts';
import { signalsOf, slotEvent } from './slot-event.ts';
import { FLEET, type Stage } from './stage.ts';

const WARM_UP_TICKS = 15;
const TICKS = 40;
const INCIDENT_TICKS = 20;
/** Each waits for the deadline of a host. */
const SILENT_TICKS = 3;
/** One in five minutes, of four a minute. */
const SLOTS_A_SIGNAL = 20;

interface Shard {
  readonly stage: Stage;
  readonly name: string;
  readonly hosts: readonly HostEntry[];
  readonly stubs: StubHosts;
  readonly tick: FunctionProcess;
}

/**
 * Ticks of one shard by the deployed bundle: nothing the matter, one container dead, and one host that says nothing.
 * @param group tells the addresses of several shards apart
 */
export async function tickFigures(stage: Stage, size: number, group: number): Promise<Figures> {
  const hosts = fleetEntries(size, group);
  const stubs = await stubHosts(hosts);
  const tick = startFunction('tick', stage.fileOf('tick'), environmentOf(stage));
  const shard = { stage, name: `shard-${group}`, hosts, stubs, tick };
  try {
    const beganMs = performance.now();
    await ticks(shard, 1);
    const firstMs = performance.now() - beganMs;
    await ticks(shard, WARM_UP_TICKS);
    const quiet = await measured(shard, TICKS);
    stubs.trouble(0, 'crashed');
    const incident = await measured(shard, INCIDENT_TICKS);
    stubs.trouble(0, 'silent');
    const silent = await ticks(shard, SILENT_TICKS);
    const { msMax } = timesOf(silent);
    const peakMB = Math.max(...silent.map(({ peakBytes }) => peakBytes)) / 1e6;
    return prefixed(`tick.${size}`, {
      firstMs,
      ...prefixed('quiet', quiet),
      ...prefixed('incident', incident),
      ...prefixed('silentHost', { msMax: msMax ?? Number.NaN }),
      peakMB,
    });
  } finally {
    await tick.end();
    await stubs.close();
  }
}

const environmentOf = ({ aws, store }: Stage) => ({
  ...aws.env,
  ...store.env,
  ARES_FLEET: FLEET,
  TICKS_QUEUE_URL: aws.queues.ticks,
  ACTIONS_QUEUE_URL: aws.queues.actions,
  NOTIFICATIONS_QUEUE_URL: aws.queues.notifications,
  POLICY_BUCKET: 'bucket',
  POLICY_KEY: 'policy',
  SNAPSHOTS_BUCKET: 'snapshots',
  WARM_MODELS_BUCKET: 'warm',
  SHARDS: '134',
});

async function measured(shard: Shard, count: number): Promise<Figures> {
  const before = await counted(shard);
  const done = await ticks(shard, count);
  return { ...timesOf(done), ...perRound(before, await counted(shard), count) };
}

const counted = async ({ stage, stubs, tick }: Shard): Promise<Counted> => ({
  ...stubs.use(),
  ...stage.store.use(),
  walBytes: await stage.store.walBytes(),
  messages: stage.aws.use().messages,
  actions: stage.aws.use().actions,
  logBytes: tick.logBytes(),
});

async function ticks({ name, hosts, tick }: Shard, count: number): Promise<readonly Invocation[]> {
  const done: Invocation[] = [];
  for (let i = 0; i < count; i += 1) {
    const slotMs = Date.now();
    const signals = i % SLOTS_A_SIGNAL === 0 ? signalsOf(hosts, slotMs) : [];
    const slot = { kind: 'slot' as const, slotMs, shard: name, hosts: [...hosts], signals };
    const invocation = await tick.invoke(slotEvent(slot));
    assertTaken(invocation.answer, tick.logTail());
    done.push(invocation);
  }
  return done;
}

function assertTaken(answer: unknown, log: string): void {
  const { batchItemFailures } = answer as { batchItemFailures: readonly unknown[] };
  if (batchItemFailures.length > 0) throw new Error(`tick failed: ${log}`);
}
