import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AgentStub {
  readonly url: string;
  /** Answers so from now on. */
  answer: RequestListener;
  close(): Promise<void>;
}

/** An HTTP server that answers what a test wants it to. */
export async function agentStub(port = 0): Promise<AgentStub> {
  const server: Server = createServer((request, response) => stub.answer(request, response));
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  const stub: AgentStub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (_, response) => void response.writeHead(404).end(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return stub;
}
