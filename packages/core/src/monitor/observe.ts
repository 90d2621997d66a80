import type { HostObservation } from '../model/fleet.ts';
import type { HostSnapshot } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';
import type { HostRef } from '../ports/host-reader.ts';
import type { Ports } from '../ports/ports.ts';
import { clockSkewMs, toControlClock } from './control-clock.ts';

type Observers = Pick<Ports, 'clock' | 'hosts' | 'metrics'>;

const SNAPSHOT_TIMEOUT_MS = 2_000;
const METRICS_TIMEOUT_MS = 1_500;

/** Monitor and health agents side by side, each with its own deadline; one that fails leaves a gap, not an error. */
export async function observe(ports: Observers, shard: string): Promise<readonly HostObservation[]> {
  const hosts = await ports.hosts.hosts(shard);
  return Promise.all(hosts.map((host) => observeHost(ports, host)));
}

async function observeHost(ports: Observers, host: HostRef): Promise<HostObservation> {
  const [snapshot, metrics] = await Promise.allSettled([
    ports.hosts.snapshot(host, SNAPSHOT_TIMEOUT_MS),
    ports.metrics.read(host, METRICS_TIMEOUT_MS),
  ]);
  const nowMs = ports.clock.now();
  return {
    hostId: host.hostId,
    ...(snapshot.status === 'fulfilled'
      ? onControlClock(snapshot.value, nowMs)
      : { unreachable: words(snapshot.reason) }),
    ...(metrics.status === 'fulfilled' ? { metrics: metrics.value } : { metricsError: words(metrics.reason) }),
  };
}

function onControlClock(snapshot: HostSnapshot, nowMs: EpochMs): Pick<HostObservation, 'snapshot' | 'skewMs'> {
  const skewMs = clockSkewMs(snapshot, nowMs);
  return { skewMs, snapshot: toControlClock(snapshot, skewMs) };
}

const words = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));

/** True while what the host says of its containers is the present truth. */
export const isReadable = (host: HostObservation | undefined): boolean => host?.snapshot?.docker.ok === true;
