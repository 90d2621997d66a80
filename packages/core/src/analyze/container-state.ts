import type { Profile } from '../model/policy.ts';
import type { ContainerState, HumanIntent, ProbeResult } from '../model/snapshot.ts';
import type { EpochMs } from '../model/time.ts';

export const PROBES_IN_A_ROW = 3;
const CRASH_LOOP_EXITS = 3;
const CRASH_LOOP_WINDOW_MS = 120_000;
/** Docker restarts within its own back-off; an exit left alone for longer is nobody's. */
const DOCKER_REFLEX_MS = 3_000;

export const isExited = (c: ContainerState): boolean => c.state === 'exited' || c.state === 'dead';

/** A person's intent about this very container, if any. */
export const intentOn = (c: ContainerState, intents: readonly HumanIntent[]): HumanIntent | undefined =>
  intents.find((intent) => intent.containerId === c.id);

/** The newest probes since the container started, newest last, if there are enough of them. */
export function newestProbes(c: ContainerState, count = PROBES_IN_A_ROW): readonly ProbeResult[] | undefined {
  const newest = c.probes.filter((probe) => probe.atMs >= c.startedAtMs).slice(-count);
  return newest.length === count ? newest : undefined;
}

export const lastProbeFailed = (c: ContainerState): boolean => {
  const last = c.probes.at(-1);
  return last !== undefined && last.outcome !== 'ok';
};

/** True while a young container has not answered yet: it is given its start period. */
export function isStarting(c: ContainerState, profile: Profile, nowMs: EpochMs): boolean {
  if (c.state !== 'running' || c.dockerHealth === 'healthy') return false;
  const answered = c.probes.some((probe) => probe.outcome === 'ok' && probe.atMs >= c.startedAtMs);
  return !answered && nowMs - c.startedAtMs < (c.labels.startPeriodMs ?? profile.startPeriodMs);
}

/** Does it do its work now, as far as direct evidence says? */
export function isServing(c: ContainerState): boolean {
  if (c.state !== 'running' || c.dockerHealth === 'unhealthy') return false;
  const newest = newestProbes(c);
  return newest === undefined || newest.some((probe) => probe.outcome === 'ok');
}

/** Has it proven since its start that it does its work? */
export const isProvenServing = (c: ContainerState): boolean =>
  isServing(c) &&
  (c.labels.health.kind === 'none' ||
    c.dockerHealth === 'healthy' ||
    c.probes.some((probe) => probe.outcome === 'ok' && probe.atMs >= c.startedAtMs));

export const isCrashLooping = (c: ContainerState, nowMs: EpochMs): boolean =>
  c.exitsAtMs.filter((atMs) => nowMs - atMs <= CRASH_LOOP_WINDOW_MS).length >= CRASH_LOOP_EXITS;

/** Docker's own restart policy is about to bring it back: never a double restart. */
export function dockerWillRestart(c: ContainerState, nowMs: EpochMs): boolean {
  if (c.restartPolicy.name === 'no' || isCrashLooping(c, nowMs)) return false;
  if (c.state === 'restarting') return true;
  const { name, maxRetries } = c.restartPolicy;
  // Docker reads 0 retries as no limit.
  const retriesLeft = name !== 'on-failure' || maxRetries === 0 || c.restartCount < maxRetries;
  return isExited(c) && retriesLeft && nowMs - (c.finishedAtMs ?? nowMs) < DOCKER_REFLEX_MS;
}
