import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fitForest, modelled, rowsOf, type ServiceNews, type TrainedForest, warmModels } from '@ares/core';
import type { Figures } from '../bench.ts';

const MINUTE_MS = 60_000;
const HOSTS = 10;
const SERVICES = 10;
/** Long enough that each has learnt what is usual, and learns it anew some times. */
const WARM_UP_MINUTES = 200;
const MINUTES = 120;

type MinuteRow = ServiceNews['minutes'][number];

/** A minute of a service: a level of its own, a wave, and what looks like noise. */
const minuteOf = (minute: number, service: number): MinuteRow => [minute * MINUTE_MS, ...valuesOf(minute, service)];

const valuesOf = (minute: number, service: number): readonly number[] =>
  modelled.map((_, j) => 1 + 0.3 * Math.sin(minute / 50 + service) + 0.2 * ((minute * (j + 1.618)) % 1));

const newsAt = (minute: number): readonly ServiceNews[] =>
  Array.from({ length: HOSTS * SERVICES }, (_, n) => ({
    hostId: `i-${n % HOSTS}`,
    serviceId: `i-${n % HOSTS}/shop/${Math.floor(n / HOSTS)}`,
    minutes: [minuteOf(minute, n)],
    isQuiet: true,
  }));

/** A forest of its own for each service. */
function ownForests() {
  const rows = rowsOf(Array.from({ length: 1_440 }, (_, minute) => valuesOf(minute, 0)));
  const known = new Map<string, TrainedForest>();
  return async (serviceId: string): Promise<TrainedForest> => {
    const forest = known.get(serviceId)?.forest ?? fitForest(rows, { seed: known.size });
    const trained = { serviceId, columns: modelled, forest, rows: 1_440, agreement: 1, trainedAtMs: 0 };
    known.set(serviceId, trained);
    return trained;
  };
}

/**
 * Models of services as `tick` has them: processor time of a host of ten services for a minute, and for being put away
 * once; what a service takes in memory, and what a host takes on the shelf.
 */
export async function modelFigures(): Promise<Figures> {
  const shelf = new Map<string, Uint8Array>();
  let writtenAtMs: number | undefined;
  let writes = 0;
  const beforeBytes = bytesUsed();
  const models = warmModels({
    forestOf: ownForests(),
    log: { info: () => {}, warn: () => {} },
    now: () => 0,
    shelf: {
      read: async (hostId) => shelf.get(hostId),
      writtenAtMs: async () => writtenAtMs,
      async write(hostId, bytes) {
        shelf.set(hostId, bytes);
        writes += 1;
      },
    },
  });
  let minute = 0;
  const live = async (minutes: number, writtenBefore: boolean): Promise<number> => {
    const cpu = process.cpuUsage();
    for (const end = minute + minutes; minute < end; minute += 1) {
      writtenAtMs = writtenBefore ? minute * MINUTE_MS : undefined;
      await models.judge(newsAt(minute));
    }
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1e3;
  };
  await live(WARM_UP_MINUTES, false);
  const judgeMs = await live(MINUTES, true);
  writes = 0;
  const bothMs = await live(MINUTES, false);
  const figures = {
    cpuMsPerHostAndMinute: judgeMs / (HOSTS * MINUTES),
    shelveCpuMsPerHost: Math.max(0, bothMs - judgeMs) / writes,
    shelfKilobytesPerHost: [...shelf.values()].reduce((sum, { byteLength }) => sum + byteLength, 0) / HOSTS / 1e3,
  };
  shelf.clear();
  const kilobytesPerService = (bytesUsed() - beforeBytes) / (HOSTS * SERVICES) / 1e3;
  await models.judge([]);
  return { ...figures, kilobytesPerService };
}

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** After garbage collection, buffers included. */
function bytesUsed(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
