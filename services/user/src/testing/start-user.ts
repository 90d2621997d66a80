import { loadConfig } from '@shop/kit';
import { type Answered, startPostgres, type TestPostgres } from '@shop/kit/testing';
import { Client } from 'pg';
import { configSchema, type UserConfig } from '../config.ts';
import { createUserService } from '../create-user-service.ts';

export interface UserReplica {
  call(method: string, path: string, json?: unknown, token?: string): Promise<Answered>;
  stop(): Promise<void>;
}

export interface UserStage {
  readonly postgres: TestPostgres;
  readonly sql: Client;
  readonly clock: { offsetMs: number };
  startReplica(over?: Partial<UserConfig>): Promise<UserReplica>;
  stop(): Promise<void>;
}

/** A real PostgreSQL for replicas of the user service that share a clock which the test moves. */
export async function startUserStage(): Promise<UserStage> {
  const postgres = await startPostgres();
  const sql = new Client({ connectionString: postgres.urlFor('shop_user') });
  await sql.connect();
  const clock = { offsetMs: 0 };
  const replicas: UserReplica[] = [];
  return {
    postgres,
    sql,
    clock,
    async startReplica(over = {}) {
      const replica = await startReplica(postgres, clock, over);
      replicas.push(replica);
      return replica;
    },
    async stop() {
      await Promise.all(replicas.map((replica) => replica.stop()));
      await sql.end();
      await postgres.stop();
    },
  };
}

async function startReplica(postgres: TestPostgres, clock: { offsetMs: number }, over: Partial<UserConfig>) {
  const config = loadConfig(configSchema, {
    HOST: '127.0.0.1',
    PORT: '0',
    INTERNAL_PORT: '0',
    LOG_LEVEL: 'silent',
    JWT_KEY_SECRET: 'a secret for tests that is long enough',
    DATABASE_URL: postgres.urlFor('shop_user'),
  });
  const service = createUserService({ ...config, ...over }, () => Date.now() + clock.offsetMs);
  const { port } = await service.start();
  const call: UserReplica['call'] = async (method, path, json, token) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const body = json === undefined ? null : JSON.stringify(json);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { call, stop: () => service.stop() };
}
