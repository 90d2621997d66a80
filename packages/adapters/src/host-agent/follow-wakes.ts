import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { EpochMs } from '@ares/core';
import { createParser } from 'eventsource-parser';
import * as z from 'zod';
import { parseJson } from '../http/parse-json.ts';

/** An agent says: look now. It is no evidence by itself. */
export interface Wake {
  readonly reason: string;
  readonly containerName: string;
  readonly atMs: EpochMs;
}

const wakeSchema: z.ZodType<Wake> = z.object({ reason: z.string(), containerName: z.string(), atMs: z.number() });

/** Agents send a sign of life every 10 s. */
const SILENCE_MS = 25_000;
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 5_000;
const UNPARSED_CHARACTERS_MAX = 64 * 1024;

/** Follows the wakes of one agent until it is told to stop, over lost connections and restarts of the agent. */
export function followWakes(url: string, onWake: (wake: Wake) => void): () => void {
  let retryMs = RETRY_MIN_MS;
  let retry: NodeJS.Timeout | undefined;
  let connection: ClientRequest;
  let stopped = false;

  const connect = (): void => {
    connection = request(new URL('/v1/events', url), { headers: { accept: 'text/event-stream' } });
    connection.setTimeout(SILENCE_MS, () => connection.destroy());
    connection.on('response', read);
    connection.on('error', () => {});
    connection.on('close', () => {
      if (stopped) return;
      retry = setTimeout(connect, retryMs);
      retryMs = Math.min(2 * retryMs, RETRY_MAX_MS);
    });
    connection.end();
  };

  const read = (response: IncomingMessage): void => {
    if (response.statusCode !== 200) return void response.destroy();
    retryMs = RETRY_MIN_MS;
    const parser = createParser({
      onEvent: ({ event, data }) => {
        const wake = event === 'wake' ? wakeSchema.safeParse(parseJson(data)) : undefined;
        if (wake?.success) onWake(wake.data);
      },
      maxBufferSize: UNPARSED_CHARACTERS_MAX,
      onError: () => response.destroy(),
    });
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => parser.feed(chunk));
    response.on('error', () => {});
    onWake({ reason: 'connected', containerName: '', atMs: Date.now() });
  };

  connect();
  return () => {
    stopped = true;
    clearTimeout(retry);
    connection.destroy();
  };
}
