import { randomUUID } from 'node:crypto';
import { answersPing } from './answers-ping.ts';
import { imageName } from './image-name.ts';
import { runCommand } from './run-command.ts';
import type { TestRedis } from './test-redis.ts';
import { waitFor } from './wait-for.ts';

export async function redisInDocker(port: number): Promise<TestRedis> {
  const name = `shop-test-redis-${randomUUID().slice(0, 8)}`;
  const docker = (...args: string[]) => runCommand('docker', args);
  const image = await imageName('REDIS_IMAGE', 'redis:8');
  const publish = `127.0.0.1:${port}:6379`;
  await docker('run', '-d', '--name', name, '-p', publish, image, 'redis-server', '--save', '');
  await waitFor(() => answersPing(port));
  return {
    url: `redis://127.0.0.1:${port}/0`,
    kill: async () => void (await docker('kill', name)),
    freeze: async () => void (await docker('pause', name)),
    thaw: async () => void (await docker('unpause', name)),
    restart: async () => {
      await docker('restart', '-t', '0', name);
      await waitFor(() => answersPing(port));
    },
    stop: async () => void (await docker('rm', '-f', '-v', name)),
  };
}
