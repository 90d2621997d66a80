import type { EpochMs, HumanIntent } from '@ares/core';

/** What the events said of one container. What it is now, `inspect` says. */
export interface Watch {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly composeService: string;
  readonly running: boolean;
  readonly run: Run;
  readonly settling?: Settling;
  /** Unexpected exits, oldest first. */
  readonly exitsAtMs: readonly EpochMs[];
  /** As `inspect` told last. */
  readonly restartCount: number;
  /** Times that Docker reported a lack of memory in it. */
  readonly ooms: number;
}

/** From one start to the next. */
export interface Run {
  /** 0 before the first start */
  readonly startedAtMs: EpochMs;
  readonly stopSignalAtMs?: EpochMs;
  readonly killedAtMs?: EpochMs;
  /** Docker reported a `stop`. */
  readonly stopped: boolean;
}

/** An exit whose meaning is told by an event that has yet to come. */
export interface Settling {
  readonly awaits: 'stop' | 'destroy' | 'die';
  readonly exitAtMs: EpochMs;
  /** On the monotonic clock: past it, the event will not come any more. */
  readonly untilMs: number;
}

export interface WatchedIntent extends HumanIntent {
  /** When the signal before it was sent; tells a shutdown of Docker from a person. */
  readonly signalledAtMs: EpochMs;
}

export interface WatchState {
  readonly watches: ReadonlyMap<string, Watch>;
  /** At most one a container. */
  readonly intents: readonly WatchedIntent[];
  /** Set while containers are down that a person may have stopped. */
  readonly unknown?: { readonly sinceMs: EpochMs; readonly leftMs: number };
}

export const emptyWatchState: WatchState = { watches: new Map(), intents: [] };

/** How long a `die` waits for the `stop` that explains it. */
export const STOP_SETTLE_MS = 2_000;
/** How long a `die` by SIGKILL waits for the `destroy` of a `docker rm -f`. */
export const KILL_SETTLE_MS = 250;

const EXITS_KEPT = 20;

export const putWatch = (state: WatchState, watch: Watch): WatchState => ({
  ...state,
  watches: new Map(state.watches).set(watch.id, watch),
});

/** The container ended without anybody's doing. */
export const withUnexpectedExit = (watch: Watch, atMs: EpochMs): Watch => ({
  ...withoutSettling(watch),
  running: false,
  exitsAtMs: [...watch.exitsAtMs, atMs].slice(-EXITS_KEPT),
});

export function withoutSettling(watch: Watch): Watch {
  const { settling: _, ...rest } = watch;
  return rest;
}
