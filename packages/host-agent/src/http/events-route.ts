import type { Handler } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { WakeBus } from '../wake/wake-bus.ts';

const HEARTBEAT_MS = 10_000;

/** Server-sent events: one `wake` for each wake, and a comment from time to time, so that a dead line is noticed. */
export const eventsRoute =
  (bus: WakeBus): Handler =>
  (c) =>
    streamSSE(c, async (stream) => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      stream.onAbort(end);
      const unsubscribe = bus.subscribe((wake) => void stream.writeSSE({ event: 'wake', data: JSON.stringify(wake) }));
      const beat = (): void => void stream.write(': alive\n\n');
      const heartbeat = setInterval(beat, HEARTBEAT_MS);
      beat();
      await ended;
      clearInterval(heartbeat);
      unsubscribe();
    });
