import { connect, createServer } from 'node:net';
import { docker } from './docker.ts';

export interface BridgePort {
  readonly address: string;
  stop(): Promise<void>;
}

/** The emulator listens on the loopback; containers reach it by this port on Docker's bridge. */
export async function openBridgePort(port: number): Promise<BridgePort> {
  const address = await docker('network', 'inspect', 'bridge', '--format', '{{(index .IPAM.Config 0).Gateway}}');
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy());
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, address, resolve);
  });
  return { address, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
