import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionSizes } from '../../../cdk/constructs/functions/function-sizes.ts';
import type { Bench, Figures } from '../bench.ts';
import { dispatchFigures } from './dispatch-figures.ts';
import { fleetSizes, largestFleet } from './largest-fleet.ts';
import { modelFigures } from './model-figures.ts';
import { prefixed } from './per-round.ts';
import { openStage, type Stage } from './stage.ts';
import { tickFigures } from './tick-figures.ts';

const SMALL_SHARD = 10;
const FULL_SHARD = 100;
const shardSizes = [SMALL_SHARD, 75, FULL_SHARD];
/** What one SQS message may hold in every region. */
const MESSAGE_BYTES_MAX = 256 * 1024;

/** With what garbage collection adds to a larger heap. */
const AT_MOST_LINEAR = 1.25;

/** One shard's tick and the whole fleet's dispatch, by the deployed bundles on stand-ins for hosts and AWS. */
export const fleet: Bench = {
  name: 'fleet',
  about: 'a tick of 10, 75 and 100 hosts, dispatch of up to 10,000: time, statements, bytes, log; models',
  goals: {
    'tick.snapshotsPerHost': { op: '==', value: 1 },
    'tick.queriesPerHost': { op: '==', value: 1 },
    'tick.100.quiet.actions': { op: '==', value: 0 },
    'tick.100.incident.actions': { op: '>=', value: 1 },
    'tick.statements100To10': { op: '==', value: 1 },
    'tick.cpuPerHost100To10': { op: '<=', value: AT_MOST_LINEAR },
    'models.kilobytesPerService': { op: '<=', value: 1_000 },
    'models.shelfKilobytesPerHost': { op: '<=', value: 2_560 },
    'dispatch.messagesPerShard': { op: '==', value: 4 },
    'dispatch.messageBytesMax': { op: '<=', value: MESSAGE_BYTES_MAX },
    'dispatch.peakMB': { op: '<=', value: functionSizes.dispatch.memoryMb },
    'dispatch.cpuPerHostToNextSmaller': { op: '<=', value: AT_MOST_LINEAR },
  },
  flags: { hosts: { about: 'the largest fleet to dispatch; 10,000 without it', value: 'N' } },
  async run(say, flags) {
    const largest = largestFleet(flags);
    say('models of 10 hosts with ten services each');
    const models = prefixed('models', await modelFigures());
    const folder = await mkdtemp(join(tmpdir(), 'ares-fleet-'));
    try {
      say('bundles and PostgreSQL');
      const stage = await openStage(folder);
      try {
        return {
          ...models,
          ...(await shards(stage, say)),
          ...(await fleets(stage, largest, say)),
          'machine.load1': loadavg()[0] ?? 0,
        };
      } finally {
        await stage.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Say = (line: string) => void;

async function shards(stage: Stage, say: Say): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const [group, size] of shardSizes.entries()) {
    say(`ticks of a shard of ${size} hosts`);
    Object.assign(figures, await tickFigures(stage, size, group));
  }
  const per = (size: number, name: string) => (figures[`tick.${size}.quiet.${name}`] ?? Number.NaN) / size;
  const ratio = (name: string) => per(FULL_SHARD, name) / per(SMALL_SHARD, name);
  return {
    ...figures,
    'tick.snapshotsPerHost': per(FULL_SHARD, 'snapshots'),
    'tick.queriesPerHost': per(FULL_SHARD, 'queries'),
    'tick.statements100To10': ratio('statements') * (FULL_SHARD / SMALL_SHARD),
    'tick.cpuPerHost100To10': ratio('cpuMsP50'),
  };
}

async function fleets(stage: Stage, largest: number, say: Say): Promise<Figures> {
  const all: Figures[] = [];
  for (const hosts of fleetSizes(largest)) {
    say(`dispatch of ${hosts} hosts`);
    all.push({ hosts, ...(await dispatchFigures(stage, hosts)) });
  }
  const [last = {}, smaller = last] = all.toReversed();
  const cpuPerHost = (figures: Figures) => (figures['plain.cpuMsP50'] ?? Number.NaN) / (figures.hosts ?? Number.NaN);
  return {
    ...Object.assign({}, ...all.map((figures) => prefixed(`dispatch.${figures.hosts}`, figures))),
    'dispatch.messagesPerShard': last.messagesPerShard ?? Number.NaN,
    'dispatch.messageBytesMax': last.messageBytesMax ?? Number.NaN,
    'dispatch.peakMB': last.peakMB ?? Number.NaN,
    'dispatch.cpuPerHostToNextSmaller': cpuPerHost(last) / cpuPerHost(smaller),
  };
}
