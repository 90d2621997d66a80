import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiDoor {
  /** On the loopback, for clients that cannot resolve the API's own name */
  readonly url: string;
  stop(): Promise<void>;
}

/** The emulator tells APIs apart by the host that is asked for: this passes requests on under the API's name. */
export async function openApiDoor(apiUrl: string, emulatorPort: number): Promise<ApiDoor> {
  const { host } = new URL(apiUrl);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path } = incoming;
    const headers = { ...incoming.headers, host };
    const passedOn = request({ host: '127.0.0.1', port: emulatorPort, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
