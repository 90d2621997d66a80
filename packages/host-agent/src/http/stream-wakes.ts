import type { ServerResponse } from 'node:http';
import type { WakeBus } from '../wake/wake-bus.ts';

const HEARTBEAT_MS = 10_000;
/** Whoever does not read is let go; on the next connection it looks for itself. */
const UNREAD_BYTES_MAX = 64 * 1024;

/** Server-sent events: one `wake` for each wake, and a comment from time to time, so that a dead line is noticed. */
export function streamWakes(bus: WakeBus, response: ServerResponse): void {
  const write = (text: string): void => {
    response.write(text);
    if (response.writableLength > UNREAD_BYTES_MAX) response.destroy();
  };
  const beat = (): void => write(': alive\n\n');
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const unsubscribe = bus.subscribe((wake) => write(`event: wake\ndata: ${JSON.stringify(wake)}\n\n`));
  const heartbeat = setInterval(beat, HEARTBEAT_MS);
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  beat();
}
