import { freePort } from './free-port.ts';
import { redisInDocker } from './redis-in-docker.ts';
import { redisProcess } from './redis-process.ts';
import { hasCommand } from './run-command.ts';

export interface TestRedis {
  readonly url: string;
  /** Kills it; clients see refused connections. */
  kill(): Promise<void>;
  /** Freezes it; clients see no answer. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A real Redis on a free port of 127.0.0.1: the `redis-server` of this machine, or else its image in Docker. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  return (await hasCommand('redis-server')) ? redisProcess(port) : redisInDocker(port);
}
