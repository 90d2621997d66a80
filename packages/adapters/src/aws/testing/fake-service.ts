import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export type Answer = (response: ServerResponse) => void;

export const answerJson =
  (status: number, body: object): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));

/** A service behind a real socket. @returns the configuration of a client for it */
export async function serve(handle: (request: IncomingMessage, body: string) => Answer) {
  const server = createServer(async (request, response) => handle(request, await text(request))(response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}

/** A service that gives these answers in turn, the last one from then on. */
export async function fakeService(...answers: Answer[]) {
  let requests = 0;
  const config = await serve(() => answers[Math.min(requests++, answers.length - 1)] ?? (() => {}));
  return { config, requests: () => requests };
}
