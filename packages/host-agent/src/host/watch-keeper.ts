import { expireSettling, nextSettleAtMs } from '../watch/settle.ts';
import { emptyWatchState, type Watch, type WatchState } from '../watch/watch.ts';

export interface WatchKeeper {
  state(): WatchState;
  change(by: (state: WatchState) => WatchState): void;
  stop(): void;
}

export interface KeeperOptions {
  readonly start: WatchState | undefined;
  /** Asked for when something settles by itself: runs the work once all that came before it is done. */
  readonly afterEvents: (work: () => void) => void;
  /** While it is false, what is awaited may still be on its way. */
  readonly isConnected: () => boolean;
  readonly onSettled: (watch: Watch) => void;
  /** What must not be forgotten has changed. */
  readonly onIntents: () => void;
}

/** Holds what is known of intents, and lets exits settle in time. */
export function watchKeeper(options: KeeperOptions): WatchKeeper {
  let state = options.start ?? emptyWatchState;
  let timer: NodeJS.Timeout | undefined;

  const settle = (): void => {
    if (!options.isConnected()) return;
    const before = state;
    keeper.change((now) => expireSettling(now, performance.now()));
    for (const watch of state.watches.values()) {
      if (before.watches.get(watch.id)?.settling && !watch.settling) options.onSettled(watch);
    }
    // Timers may fire a little early.
    schedule();
  };

  const schedule = (): void => {
    clearTimeout(timer);
    const atMs = nextSettleAtMs(state);
    if (atMs !== undefined) {
      timer = setTimeout(() => options.afterEvents(settle), Math.max(0, Math.ceil(atMs - performance.now())));
    }
  };

  const keeper: WatchKeeper = {
    state: () => state,
    change(by) {
      const before = state;
      state = by(state);
      if (state === before) return;
      schedule();
      if (state.intents !== before.intents || state.unknown !== before.unknown) options.onIntents();
    },
    stop: () => clearTimeout(timer),
  };
  return keeper;
}
