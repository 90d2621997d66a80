import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { answersPing } from './answers-ping.ts';
import type { TestRedis } from './test-redis.ts';
import { waitFor } from './wait-for.ts';

const args = (port: number) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];

export async function redisProcess(port: number): Promise<TestRedis> {
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn('redis-server', args(port), { stdio: 'ignore' });
    await waitFor(() => answersPing(port));
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}/0`,
    kill,
    freeze: async () => void child?.kill('SIGSTOP'),
    thaw: async () => void child?.kill('SIGCONT'),
    restart: async () => {
      await kill();
      await start();
    },
    stop: kill,
  };
}
