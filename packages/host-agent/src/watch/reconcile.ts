import type { ContainerFacts, Continuity } from '@ares/adapters/docker';
import type { EpochMs } from '@ares/core';
import { withIntent, withoutIntents } from './intents.ts';
import { isOwnAct, type LedgerEntry } from './own-act.ts';
import { hasEnded } from './settle.ts';
import { isShutdownTime } from './shutdown.ts';
import { withUnknown } from './unknown.ts';
import { putWatch, type Watch, type WatchState, withoutSettling, withUnexpectedExit } from './watch.ts';

/** What lies between the last event that was seen and the state that was found. */
export interface Absence {
  readonly continuity: Continuity;
  /** Last sign of life of the connection before. */
  readonly lastSeenAtMs: EpochMs;
  readonly daemonStartedAtMs: EpochMs;
  readonly nowMs: EpochMs;
  readonly ledger: readonly LedgerEntry[];
}

/** Brings what events told in line with what is there, after all events that could be had were folded. */
export function reconcile(state: WatchState, containers: readonly ContainerFacts[], absence: Absence): WatchState {
  const there = new Set(containers.map(({ id }) => id));
  const gone = [...state.watches.values()].filter((watch) => !there.has(watch.id));
  const withoutGone = gone.reduce((next, watch) => removed(next, watch, absence), state);
  return containers.reduce((next, facts) => found(next, facts, absence), withoutGone);
}

/** Only a command removes a container. */
function removed(state: WatchState, watch: Watch, { nowMs, lastSeenAtMs, ledger }: Absence): WatchState {
  const watches = new Map(state.watches);
  watches.delete(watch.id);
  const next = { ...state, watches };
  // An action that went on after the last sign of life.
  const own = ledger.some((entry) => isOwnAct([entry], watch, Math.max(entry.startedAtMs, lastSeenAtMs)));
  const { id: containerId, name: containerName } = watch;
  if (own) return withoutIntents(next, (intent) => intent.containerId === containerId);
  return withIntent(next, { containerId, containerName, kind: 'remove', atMs: nowMs, signalledAtMs: nowMs });
}

function found(state: WatchState, facts: ContainerFacts, absence: Absence): WatchState {
  const known = state.watches.get(facts.id);
  const watch = { ...(known ?? watchOf(facts)), name: facts.name, restartCount: facts.restartCount };
  const next = foundPause(state, facts, absence.nowMs);
  if (known === undefined) return foundNew(next, watch, facts, absence);
  if (hasEnded(facts)) return (watch.running ? foundDown : stillDown)(next, watch, facts, absence);
  return foundUp(next, watch, facts, known.restartCount);
}

const watchOf = (facts: ContainerFacts): Watch => ({
  id: facts.id,
  name: facts.name,
  project: facts.project,
  composeService: facts.composeService,
  running: !hasEnded(facts) && facts.state !== 'created',
  run: { startedAtMs: facts.startedAtMs, stopped: false },
  exitsAtMs: [],
  restartCount: facts.restartCount,
  ooms: 0,
});

/** Only a command pauses or unpauses a container, and ARES pauses none. */
function foundPause(state: WatchState, { id, name, state: now }: ContainerFacts, nowMs: EpochMs): WatchState {
  const isOwn = (intent: { containerId: string; kind: string }) => intent.containerId === id && intent.kind === 'pause';
  if (now !== 'paused') return withoutIntents(state, isOwn);
  if (state.intents.some(isOwn)) return state;
  return withIntent(state, { containerId: id, containerName: name, kind: 'pause', atMs: nowMs, signalledAtMs: nowMs });
}

/**
 * A container that was never seen running and is down when it is first seen is taken for stopped by a person, unless
 * memory ran out or ARES itself had it in hand.
 */
function foundNew(state: WatchState, watch: Watch, facts: ContainerFacts, absence: Absence): WatchState {
  const next = putWatch(state, watch);
  const { finishedAtMs: atMs = facts.startedAtMs } = facts;
  if (!hasEnded(facts) || facts.state === 'restarting' || facts.oomKilled) return next;
  if (isOwnAct(absence.ledger, watch, atMs)) return next;
  const { id: containerId, name: containerName } = watch;
  return withIntent(next, { containerId, containerName, kind: 'stop', atMs, signalledAtMs: atMs });
}

/** It ran when it was seen last. */
function foundDown(state: WatchState, watch: Watch, facts: ContainerFacts, absence: Absence): WatchState {
  const { finishedAtMs: atMs = absence.nowMs } = facts;
  const down = { ...withoutSettling(watch), running: false };
  switch (absence.continuity) {
    case 'first':
    case 'complete': // its `die` is on its way
      return putWatch(state, watch);
    case 'restarted':
      if (isShutdownTime(atMs, absence)) return putWatch(state, down);
      break;
    case 'gap':
      break;
  }
  if (facts.oomKilled) return putWatch(state, withUnexpectedExit(watch, atMs));
  if (isOwnAct(absence.ledger, watch, atMs)) return putWatch(state, down);
  return withUnknown(putWatch(state, down), absence.lastSeenAtMs);
}

/** Its end was seen; what would have explained it may be among what was missed. */
function stillDown(state: WatchState, watch: Watch, _: ContainerFacts, absence: Absence): WatchState {
  const { settling } = watch;
  if (settling === undefined || absence.continuity === 'complete') return putWatch(state, watch);
  const next = putWatch(state, withoutSettling(watch));
  if (absence.continuity === 'restarted' && isShutdownTime(settling.exitAtMs, absence)) return next;
  return withUnknown(next, settling.exitAtMs);
}

/** Whatever it was, it is over. Docker's own count tells of exits that nobody saw. */
function foundUp(state: WatchState, watch: Watch, facts: ContainerFacts, restartsBefore: number): WatchState {
  if (facts.state === 'created' || (watch.running && facts.startedAtMs <= watch.run.startedAtMs)) {
    return putWatch(state, watch);
  }
  const crashed = facts.restartCount > restartsBefore && facts.finishedAtMs !== undefined;
  const started = crashed ? withUnexpectedExit(watch, facts.finishedAtMs) : withoutSettling(watch);
  const next = putWatch(state, { ...started, running: true, run: { startedAtMs: facts.startedAtMs, stopped: false } });
  return withoutIntents(
    next,
    (intent) => intent.kind !== 'pause' && (intent.containerId === watch.id || intent.containerName === watch.name),
  );
}
