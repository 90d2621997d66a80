import type pg from 'pg';

type Done = (error: Error | undefined, client: pg.PoolClient | undefined, release: () => void) => void;

/**
 * Lets a pool hand out no connection that was made longer ago. The timers of the pool see to that too, but not in a
 * process that was frozen, as Lambda freezes them: what it thaws with, the server has ended long ago.
 */
export function onlyYoung(pool: pg.Pool, lifeMs: number): void {
  const madeAtMs = new WeakMap<pg.PoolClient, number>();
  pool.on('connect', (client) => madeAtMs.set(client, Date.now()));
  const connect: () => Promise<pg.PoolClient> = pool.connect.bind(pool);
  const young = async (): Promise<pg.PoolClient> => {
    for (;;) {
      const client = await connect();
      const madeMs = madeAtMs.get(client);
      if (madeMs === undefined || Date.now() - madeMs <= lifeMs) return client;
      client.release(true);
    }
  };
  pool.connect = ((done?: Done) => {
    if (!done) return young();
    young().then(
      (client) => done(undefined, client, client.release),
      (error: Error) => done(error, undefined, () => {}),
    );
  }) as typeof pool.connect;
}
