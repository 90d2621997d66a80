import type { EpochMs } from '@ares/core';
import type { ContainerFacts, DockerEngine, DockerEvent } from './docker-engine.ts';
import {
  type Continuity,
  type CursorState,
  type EventCursor,
  eventCursor,
  judgeContinuity,
  sinceOf,
} from './event-cursor.ts';
import { inspectAll } from './inspect-all.ts';

/** What a new connection found. */
export interface FirstLook {
  readonly continuity: Continuity;
  readonly generation: string;
  /** When the daemon started, as far as known; 0 where not. */
  readonly daemonStartedAtMs: EpochMs;
  /** Events since the last connection, oldest first, each for the first time. */
  readonly missed: readonly DockerEvent[];
  readonly containers: readonly ContainerFacts[];
}

export interface DockerListener {
  /** Called before any event of the connection. */
  connected(look: FirstLook): void;
  event(event: DockerEvent): void;
  disconnected(error: Error): void;
}

export interface DockerFollower {
  /** To go on from, also in another process; undefined before the first connection. */
  cursor(): CursorState | undefined;
  stop(): Promise<void>;
}

const RETRY_MIN_MS = 100;
const RETRY_MAX_MS = 2_000;

/**
 * Follows the events of a daemon for ever, over broken connections and restarts of the daemon, and hands each over once.
 * @param start the cursor of an earlier follower
 */
export function followDocker(engine: DockerEngine, listener: DockerListener, start?: CursorState): DockerFollower {
  const stopped = new AbortController();
  let cursor: EventCursor | undefined = start && eventCursor(start);

  /** @returns when the connection has ended */
  const connectOnce = async (): Promise<Error> => {
    const early: DockerEvent[] = [];
    let take = (event: DockerEvent): void => void early.push(event);
    const before = cursor?.state();
    const stream = await engine.openEvents(before ? sinceOf(before) : Date.now(), (event) => take(event));
    const close = (): void => stream.close();
    stopped.signal.addEventListener('abort', close);
    try {
      const { remembered, ...look } = await firstLook(engine, before);
      if (stopped.signal.aborted) return new Error('stopped');
      const own = eventCursor({ keys: [], atMs: Date.now(), ...before, generation: look.generation });
      cursor = own;
      listener.connected({ ...look, missed: remembered.filter((event) => own.advance(event)) });
      take = (event) => {
        if (own.advance(event)) listener.event(event);
      };
      for (const event of early) take(event);
      return await stream.ended;
    } finally {
      stopped.signal.removeEventListener('abort', close);
      stream.close();
    }
  };

  const run = async (): Promise<void> => {
    let retryMs = RETRY_MIN_MS;
    while (!stopped.signal.aborted) {
      const openedAt = performance.now();
      const error = await connectOnce().catch((cause: Error) => cause);
      if (stopped.signal.aborted) return;
      listener.disconnected(error);
      retryMs = performance.now() - openedAt > RETRY_MAX_MS ? RETRY_MIN_MS : Math.min(2 * retryMs, RETRY_MAX_MS);
      await pause(retryMs, stopped.signal);
    }
  };
  const running = run();

  return {
    cursor: () => cursor?.state(),
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

/** Opened after the event stream: what happens meanwhile is in the stream. */
async function firstLook(engine: DockerEngine, cursor: CursorState | undefined) {
  const generation = await engine.generation();
  const remembered = cursor ? await engine.recentEvents(sinceOf(cursor)) : [];
  const listed = await engine.list();
  const containers = await inspectAll(
    engine,
    listed.map(({ id }) => id),
  );
  return {
    generation,
    remembered,
    containers,
    continuity: judgeContinuity(cursor, generation, remembered),
    daemonStartedAtMs: Date.parse(generation) || 0,
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
