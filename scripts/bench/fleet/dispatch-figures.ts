import type { Figures } from '../bench.ts';
import { type FunctionProcess, type Invocation, startFunction } from './function-process.ts';
import { fleetEntries } from './hosts/fleet-entries.ts';
import { type Counted, perRound, prefixed, timesOf } from './per-round.ts';
import { FLEET, type Stage } from './stage.ts';

const SIGNALS_EVERY_MS = 300_000;
const MINUTE_MS = 60_000;
const WARM_UP_ROUNDS = 1;
const ROUNDS = 3;
/** As the CDK app plans them: placed by hash, 75 on average keep the fullest shard below 100. */
const HOSTS_PER_SHARD = 75;
const METRICS_PER_HOST_AND_HOUR = 36;

/** Rounds of `dispatch` for a fleet: those of most minutes, and those that also read CloudWatch. */
export async function dispatchFigures(stage: Stage, hosts: number): Promise<Figures> {
  const { aws } = stage;
  aws.setHosts(fleetEntries(hosts, 0));
  const shards = Math.ceil(hosts / HOSTS_PER_SHARD);
  const dispatch = startFunction('dispatch', stage.fileOf('dispatch'), {
    ...aws.env,
    ARES_FLEET: FLEET,
    TICKS_QUEUE_URL: aws.queues.ticks,
    SHARDS: String(shards),
    CLOUDWATCH_METRICS_PER_HOUR: String(hosts * METRICS_PER_HOST_AND_HOUR),
  });
  const counted = (): Counted => ({ ...aws.use(), logBytes: dispatch.logBytes() });
  const measured = async (offsetMs: number) => {
    await rounds(dispatch, WARM_UP_ROUNDS, offsetMs);
    const before = counted();
    const done = await rounds(dispatch, ROUNDS, offsetMs);
    return { done, figures: { ...timesOf(done), ...perRound(before, counted(), ROUNDS) } };
  };
  try {
    const plain = await measured(MINUTE_MS);
    const signals = await measured(0);
    return {
      hosts,
      shards,
      ...prefixed('plain', plain.figures),
      ...prefixed('signals', signals.figures),
      messagesPerShard: (plain.figures.messages ?? Number.NaN) / shards,
      messageBytesMax: aws.messageBytesMax(),
      peakMB: Math.max(...signals.done.map(({ peakBytes }) => peakBytes)) / 1e6,
    };
  } finally {
    await dispatch.end();
  }
}

/** Each in five minutes of its own: what CloudWatch may be asked in them is a budget. */
async function rounds(dispatch: FunctionProcess, count: number, offsetMs: number): Promise<readonly Invocation[]> {
  const done: Invocation[] = [];
  const firstMs = Math.floor(Date.now() / SIGNALS_EVERY_MS) * SIGNALS_EVERY_MS;
  for (let i = 0; i < count; i += 1) {
    const time = new Date(firstMs + i * SIGNALS_EVERY_MS + offsetMs).toISOString();
    done.push(await dispatch.invoke({ time }));
  }
  return done;
}
