import type { IncomingMessage } from 'node:http';
import { request } from '../http/node-http.ts';
import type { DockerEvent, EventStream } from './docker-engine.ts';
import { lineSplitter } from './line-splitter.ts';
import { toEvent } from './to-event.ts';

interface StreamOptions {
  readonly socketPath: string;
  readonly path: string;
  /** For the beginning of the answer; the stream itself has no end. */
  readonly timeoutMs: number;
}

/** Opens Docker's endless event stream. */
export async function openEventStream(
  options: StreamOptions,
  onEvent: (event: DockerEvent) => void,
): Promise<EventStream> {
  const response = await connect(options);
  const ended = Promise.withResolvers<Error>();
  const split = lineSplitter((line) => {
    const event = toEvent(line);
    if (event) onEvent(event);
  });
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    try {
      split(chunk);
    } catch (cause) {
      response.destroy(cause instanceof Error ? cause : new Error(String(cause)));
    }
  });
  response.on('error', (error) => ended.resolve(error));
  response.on('close', () => ended.resolve(new Error('Docker ended the event stream')));
  return { ended: ended.promise, close: () => void response.destroy() };
}

function connect({ socketPath, path, timeoutMs }: StreamOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, path });
    const deadline = setTimeout(() => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    outgoing.on('close', () => clearTimeout(deadline));
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      clearTimeout(deadline);
      if (response.statusCode === 200) return resolve(response);
      outgoing.destroy(new Error(`HTTP ${response.statusCode}`));
    });
    outgoing.end();
  });
}
