import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { messageSplitter } from './message-splitter.ts';
import { rowsWritten } from './rows-written.ts';

/** Sums over all connections since the start. */
export interface StoreUse {
  /** Round trips, `BEGIN` and `COMMIT` among them */
  readonly statements: number;
  readonly rowsWritten: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export interface StoreTap {
  readonly port: number;
  use(): StoreUse;
  close(): void;
}

/** A way to PostgreSQL that counts what goes through it. */
export async function storeTap(target: { readonly host: string; readonly port: number }): Promise<StoreTap> {
  const use = { statements: 0, rowsWritten: 0, sentBytes: 0, receivedBytes: 0 };
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const store = connect({ ...target, noDelay: true });
    for (const socket of [client, store]) sockets.add(socket.on('error', () => {}));
    const fromClient = messageSplitter(true, (type) => {
      // `Sync` ends a statement with parameters, `Query` is one without.
      if (type === 'S' || type === 'Q') use.statements += 1;
    });
    const fromStore = messageSplitter(false, (type, body) => {
      if (type === 'C') use.rowsWritten += rowsWritten(body.toString('latin1'));
    });
    client.on('data', (bytes: Buffer) => {
      use.sentBytes += bytes.length;
      fromClient(bytes);
    });
    store.on('data', (bytes: Buffer) => {
      use.receivedBytes += bytes.length;
      fromStore(bytes);
    });
    client.pipe(store).pipe(client);
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    port: (server.address() as AddressInfo).port,
    use: () => ({ ...use }),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
