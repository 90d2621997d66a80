import type { ContainerFacts, DockerEvent, FirstLook } from '@ares/adapters/docker';
import type { EpochMs } from '@ares/core';
import { foldEvent } from '../watch/fold-event.ts';
import { isOwnAct, type LedgerEntry, UNFINISHED_MS } from '../watch/own-act.ts';
import { reconcile } from '../watch/reconcile.ts';
import { hasEnded, restartSettling } from '../watch/settle.ts';
import { retractShutdown } from '../watch/shutdown.ts';
import type { WatchState } from '../watch/watch.ts';

export interface FirstLookContext {
  /** Of the fleet. */
  readonly containers: readonly ContainerFacts[];
  readonly missed: readonly DockerEvent[];
  readonly lastSeenAtMs: EpochMs;
  readonly nowMs: EpochMs;
  /** Monotonic clock. */
  readonly elapsedMs: number;
  readonly ledger: readonly LedgerEntry[];
}

/** From when on actions of ARES may explain what is found. */
export const ledgerSince = (containers: readonly ContainerFacts[], lastSeenAtMs: EpochMs): EpochMs =>
  Math.min(lastSeenAtMs, ...containers.filter(hasEnded).map((facts) => facts.finishedAtMs ?? facts.startedAtMs)) -
  UNFINISHED_MS;

/** Catches up with Docker after a time without events. */
export function takeFirstLook(
  state: WatchState,
  { continuity, daemonStartedAtMs }: Pick<FirstLook, 'continuity' | 'daemonStartedAtMs'>,
  context: FirstLookContext,
): WatchState {
  const { containers, missed, lastSeenAtMs, nowMs, elapsedMs, ledger } = context;
  const waiting = restartSettling(state, elapsedMs);
  const absence = { continuity, lastSeenAtMs, daemonStartedAtMs, nowMs, ledger };
  const before = continuity === 'restarted' ? retractShutdown(waiting, containers, absence) : waiting;
  const told = missed.reduce((next, event) => {
    const watch = next.watches.get(event.containerId);
    const ownAct = watch !== undefined && isOwnAct(ledger, watch, event.atMs);
    const stopSignal = containers.find(({ id }) => id === event.containerId)?.stopSignal;
    return foldEvent(next, event, { elapsedMs, ownAct, stopSignal });
  }, before);
  return reconcile(told, containers, absence);
}
