import type { FeatureHistory } from '@ares/adapters/prometheus';
import {
  type EpochMs,
  type Exhaustion,
  type Forecaster,
  type LoadAhead,
  loadAhead,
  memoryForecast,
  type ServiceMemory,
  serviceIdOf,
} from '@ares/core';

export interface ServiceForecast {
  readonly id: string;
  readonly name: string;
  /** Absent while less than two whole days of its load are known. */
  readonly load?: LoadAhead;
  /** Of the containers whose memory grows, times in seconds; without `latestIn` it may also never run out. */
  readonly memory: readonly MemoryForecast[];
}

export interface MemoryForecast extends Omit<Exhaustion, 'latestIn'> {
  readonly containerName: string;
  readonly latestIn?: number;
}

/** What was last seen longer ago says nothing of what comes. */
const STALE_MS = 60_000;

/** What is to be expected of each service that is seen now. */
export function forecastView(
  services: readonly ServiceMemory[],
  history: readonly FeatureHistory[],
  forecaster: Forecaster,
  nowMs: EpochMs,
): readonly ServiceForecast[] {
  return services
    .filter(({ lastSeenAtMs }) => nowMs - lastSeenAtMs <= STALE_MS)
    .map((memory) => {
      const { serviceId, hostId, service } = memory;
      const own = history.filter((series) => serviceIdOf(hostId, series.project, series.service) === serviceId);
      const load = loadAhead(allReplicas(own), forecaster, nowMs);
      return { id: serviceId, name: service, ...(load ? { load } : {}), memory: memoryOf(memory) };
    });
}

/** The load of a service is that of all its replicas; their points lie at the same times. */
function allReplicas(replicas: readonly FeatureHistory[]) {
  const times = Map.groupBy(
    replicas.flatMap(({ points }) => points),
    ({ atMs }) => atMs,
  );
  return [...times].map(([atMs, points]) => ({ atMs, value: points.reduce((sum, { value }) => sum + value, 0) }));
}

const memoryOf = ({ growth = {} }: ServiceMemory): readonly MemoryForecast[] =>
  Object.entries(growth).flatMap(([containerName, window]) => {
    const forecast = memoryForecast(window);
    if (forecast === undefined) return [];
    const { latestIn, ...found } = forecast;
    return [{ containerName, ...found, ...(Number.isFinite(latestIn) ? { latestIn } : {}) }];
  });
