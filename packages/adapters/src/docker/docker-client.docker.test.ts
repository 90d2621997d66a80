import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dockerEngineContract } from './contract.ts';
import { dockerClient } from './docker-client.ts';
import { docker, imageOf } from './testing/docker-cli.ts';

const socketPath = '/var/run/docker.sock';
const engine = dockerClient({ socketPath, timeoutMs: 5_000 });

const flags = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).flatMap(([label, value]) => ['--label', `${label}=${value}`]);

dockerEngineContract('a real daemon', async () => {
  const suffix = randomUUID().slice(0, 8);
  const started: string[] = [];
  return {
    engine,
    now: Date.now,
    async run(name, labels) {
      const image = imageOf('NODE_IMAGE');
      const id = await docker('run', '-d', '--name', `${name}-${suffix}`, ...flags(labels), image, 'sleep', '600');
      started.push(id);
      return id;
    },
    kill: async (id) => void (await docker('kill', id)),
    remove: async (id) => void (await docker('rm', '-f', id)),
    close: async () => void (await Promise.all(started.map((id) => docker('rm', '-f', id).catch(() => {})))),
  };
});

test('limits, health check, stop signal, address and restart policy are read as they were given', async () => {
  const name = `facts-${randomUUID().slice(0, 8)}`;
  const limits = ['--memory', '64m', '--cpus', '0.5', '--restart', 'on-failure:3', '--stop-signal', 'SIGQUIT'];
  const health = ['--health-cmd', 'true', '--health-interval', '1h', '--label', 'ares.service=facts'];
  const id = await docker('run', '-d', '--name', name, ...limits, ...health, imageOf('NODE_IMAGE'), 'sleep', '600');
  try {
    expect(await engine.inspect(id)).toMatchObject({
      id,
      name,
      project: '',
      state: 'running',
      memoryLimitBytes: 64 * 1024 * 1024,
      cpuLimitCores: 0.5,
      restartPolicy: { name: 'on-failure', maxRetries: 3 },
      stopSignal: 3,
      hasHealthcheck: true,
      dockerHealth: 'starting',
      scalable: false,
      address: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      pid: expect.any(Number),
    });
  } finally {
    await docker('rm', '-f', id);
  }
});

test('where no daemon listens, the error says so', async () => {
  const nowhere = dockerClient({ socketPath: '/nonexistent/docker.sock', timeoutMs: 1_000 });
  await expect(nowhere.list()).rejects.toMatchObject({
    code: 'DOCKER_UNAVAILABLE',
    message: expect.stringMatching(/containers\/json: .*ENOENT/),
  });
  await expect(nowhere.openEvents(0, () => {})).rejects.toMatchObject({ code: 'DOCKER_UNAVAILABLE' });
});
