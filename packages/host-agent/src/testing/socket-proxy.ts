import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SocketProxy {
  readonly path: string;
  /** Breaks every connection, and accepts none until it is mended. */
  cut(): void;
  /** Passes nothing on any more, and closes nothing: a daemon that hangs. */
  hang(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Stands between an agent and the Docker daemon, which others need as well. */
export async function socketProxy(target: string): Promise<SocketProxy> {
  const directory = mkdtempSync(join(tmpdir(), 'ares-proxy-'));
  const path = join(directory, 'docker.sock');
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'hanging' = 'open';

  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (chunk) => {
      if (state !== 'hanging') to.write(chunk);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((client) => {
    if (state === 'cut') return void client.destroy();
    const daemon = connect(target);
    pass(client, daemon);
    pass(daemon, client);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const destroyAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    path,
    cut() {
      state = 'cut';
      destroyAll();
    },
    hang() {
      state = 'hanging';
    },
    mend() {
      if (state === 'hanging') destroyAll();
      state = 'open';
    },
    async close() {
      destroyAll();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true });
    },
  };
}
