import type { ContainerFacts } from '@ares/adapters/docker';
import { withUnknown } from './unknown.ts';
import {
  KILL_SETTLE_MS,
  putWatch,
  STOP_SETTLE_MS,
  type Watch,
  type WatchState,
  withoutSettling,
  withUnexpectedExit,
} from './watch.ts';

export const hasEnded = ({ state }: ContainerFacts): boolean =>
  state === 'exited' || state === 'dead' || state === 'restarting' || state === 'removing';

/** True while the meaning of an exit is not known yet. */
export const isSettling = (watch: Watch | undefined, facts: ContainerFacts): boolean =>
  watch?.settling !== undefined || (watch?.running !== false && hasEnded(facts));

/** `inspect` was quicker than the events: they get a moment to tell what happened. */
export function awaitDie(state: WatchState, facts: ContainerFacts, elapsedMs: number): WatchState {
  const watch = state.watches.get(facts.id);
  if (watch === undefined) return state;
  const untold = watch.running && hasEnded(facts);
  if (!untold) return watch.settling?.awaits === 'die' ? putWatch(state, withoutSettling(watch)) : state;
  if (watch.settling) return state;
  const exitAtMs = facts.finishedAtMs ?? facts.startedAtMs;
  return putWatch(state, { ...watch, settling: { awaits: 'die', exitAtMs, untilMs: elapsedMs + STOP_SETTLE_MS } });
}

/** What was awaited has not come: the exit was unexpected, or, without its `die`, nobody knows. */
export function expireSettling(state: WatchState, elapsedMs: number): WatchState {
  let next = state;
  for (const watch of state.watches.values()) {
    const { settling } = watch;
    if (settling === undefined || settling.untilMs > elapsedMs) continue;
    next =
      settling.awaits === 'die'
        ? withUnknown(putWatch(next, { ...withoutSettling(watch), running: false }), settling.exitAtMs)
        : putWatch(next, withUnexpectedExit(watch, settling.exitAtMs));
  }
  return next;
}

/** After a time without events, what is awaited may still be on its way. */
export function restartSettling(state: WatchState, elapsedMs: number): WatchState {
  let next = state;
  for (const watch of state.watches.values()) {
    if (watch.settling === undefined) continue;
    const ms = watch.settling.awaits === 'destroy' ? KILL_SETTLE_MS : STOP_SETTLE_MS;
    next = putWatch(next, { ...watch, settling: { ...watch.settling, untilMs: elapsedMs + ms } });
  }
  return next;
}

/** When the next exit settles by itself, on the monotonic clock; undefined when none is awaited. */
export function nextSettleAtMs(state: WatchState): number | undefined {
  const waiting = [...state.watches.values()].flatMap(({ settling }) => settling?.untilMs ?? []);
  return waiting.length === 0 ? undefined : Math.min(...waiting);
}
