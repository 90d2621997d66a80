import type { HostObservation } from '../model/fleet.ts';
import type { ShardMemory } from '../model/knowledge.ts';
import type { Symptom, Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';

const UNREACHABLE_READS = 3;
const METRICS_MISSING_MS = 30_000;

export const hostServiceId = (hostId: string): string => `${hostId}/-/host`;

/** Symptoms of whole hosts and of the telemetry pipeline. */
export const hostVerdicts = (
  hosts: readonly HostObservation[],
  shard: ShardMemory,
  nowMs: EpochMs,
): readonly Verdict[] =>
  hosts.map((host) => hostVerdict(host, shard, nowMs)).filter((verdict) => verdict !== undefined);

function hostVerdict(host: HostObservation, shard: ShardMemory, nowMs: EpochMs): Verdict | undefined {
  const misses = shard.unreachable[host.hostId] ?? 0;
  if (misses >= UNREACHABLE_READS) {
    const cause = host.unreachable ?? host.snapshot?.docker.error ?? 'the Docker daemon does not answer';
    return verdict(host.hostId, 'host-down', 'act', 1, `${misses} reads in a row failed: ${cause}`, nowMs);
  }
  const sinceMs = shard.metricsMissingSinceMs[host.hostId];
  if (sinceMs === undefined || nowMs - sinceMs < METRICS_MISSING_MS) return undefined;
  const words = `no metrics since ${new Date(sinceMs).toISOString()}: ${host.metricsError ?? 'the query was empty'}`;
  return verdict(host.hostId, 'telemetry-loss', 'tell', 0.7, words, sinceMs);
}

const verdict = (
  hostId: string,
  symptom: Symptom,
  weight: Verdict['weight'],
  riskScore: number,
  words: string,
  atMs: EpochMs,
): Verdict => ({
  serviceId: hostServiceId(hostId),
  hostId,
  service: 'host',
  symptom,
  containerName: '',
  riskScore,
  weight,
  evidence: [{ feature: symptom === 'host-down' ? 'hostAgent' : 'metrics', value: 'missing', words, atMs }],
});

/** Counts failed reads and times of missing metrics on from the last tick. */
export function updateShardMemory(shard: ShardMemory, hosts: readonly HostObservation[], nowMs: EpochMs): ShardMemory {
  const unreachable: Record<string, number> = {};
  const hostBackAtMs: Record<string, EpochMs> = {};
  const metricsMissingSinceMs: Record<string, EpochMs> = {};
  for (const host of hosts) {
    const backAtMs = shard.unreachable[host.hostId] ? nowMs : shard.hostBackAtMs?.[host.hostId];
    if (backAtMs !== undefined) hostBackAtMs[host.hostId] = backAtMs;
    if (!host.snapshot?.docker.ok) unreachable[host.hostId] = (shard.unreachable[host.hostId] ?? 0) + 1;
    else if (!host.metrics?.samples.length)
      metricsMissingSinceMs[host.hostId] = shard.metricsMissingSinceMs[host.hostId] ?? nowMs;
  }
  return { ...shard, lastTickAtMs: nowMs, unreachable, hostBackAtMs, metricsMissingSinceMs };
}
