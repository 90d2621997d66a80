import { createServer, type ServerResponse } from 'node:http';
import { CliError } from '../../cli-error.ts';

export interface Loopback {
  /** What the issuer is told to send the browser back to. */
  readonly redirectUri: string;
  /** Where the browser came back to: the redirect URI with what the issuer added. */
  readonly arrived: Promise<URL>;
  close(): void;
}

/**
 * Waits on this machine for the browser to come back (RFC 8252). What does not know the state is no answer to this
 * sign-in and is left unheard.
 * @param callbacks addresses that the issuer knows; the first whose port is free is taken
 * @throws CliError when all of them are taken
 */
export async function listen(callbacks: readonly string[], state: string): Promise<Loopback> {
  for (const callback of callbacks) {
    const loopback = await listenAt(new URL(callback), state);
    if (loopback) return loopback;
  }
  const ports = callbacks.map((callback) => new URL(callback).port).join(', ');
  throw new CliError(`no port is free for the browser to come back to: ${ports} are all taken`, {
    remedy: 'stop what listens there and try again',
  });
}

async function listenAt(callback: URL, state: string): Promise<Loopback | undefined> {
  const { promise: arrived, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', callback);
    const ours = url.pathname === callback.pathname && url.searchParams.get('state') === state;
    tell(response, ours ? 200 : 404, ours ? 'ARES has your sign-in. You can close this window.' : 'Not found.');
    if (ours) resolve(url);
  });
  const listening = await new Promise<boolean>((settle, reject) => {
    server.once('listening', () => settle(true));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? settle(false) : reject(error),
    );
    server.listen(Number(callback.port), '127.0.0.1');
  });
  if (!listening) return undefined;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { redirectUri: callback.href, arrived, close };
}

/** Closed at once, so that a browser's open connection keeps no command alive. */
function tell(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${text}\n`);
}
