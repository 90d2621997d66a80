import { docker } from '@ares/adapters/docker/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AgentStage, agentStage } from './testing/agent-stage.ts';
import { type SocketProxy, socketProxy } from './testing/socket-proxy.ts';

let proxy: SocketProxy;
let stage: AgentStage;
beforeEach(async () => {
  proxy = await socketProxy('/var/run/docker.sock');
  stage = await agentStage(proxy.path);
});
afterEach(async () => {
  await stage.close();
  await proxy.close();
});

const WAIT = { timeout: 10_000, interval: 20 };
const dockerOk = async () => (await stage.snapshot()).docker.ok;
const untilRunning = (name: string) =>
  expect.poll(async () => (await stage.container(name))?.state, WAIT).toBe('running');

test('no event is lost while the connection to Docker is broken', async () => {
  const [crashed, stopped, removed, paused] = await Promise.all(
    ['crashed', 'stopped', 'removed', 'paused'].map((name) => stage.run(name, ['--init'], ['sleep', '600'])),
  );
  await Promise.all(['crashed', 'stopped', 'removed', 'paused'].map(untilRunning));
  proxy.cut();
  await expect.poll(dockerOk, WAIT).toBe(false);
  await docker('kill', crashed ?? '');
  await docker('stop', stopped ?? '');
  await docker('rm', '-f', removed ?? '');
  await docker('pause', paused ?? '');
  const fresh = await stage.run('fresh', ['--init'], ['sleep', '600']);
  proxy.mend();
  await expect.poll(dockerOk, WAIT).toBe(true);
  const intents = ['pause paused', 'remove removed', 'stop stopped'];
  expect((await stage.intents()).toSorted()).toEqual(intents.map((text) => text.replace(' ', ` ${stage.fleet}-`)));
  expect(await stage.container('fresh')).toMatchObject({ id: fresh, state: 'running' });
  await expect
    .poll(() => stage.container('crashed'), WAIT)
    .toMatchObject({
      state: 'exited',
      settling: false,
      exitsAtMs: [expect.any(Number)],
    });
  expect(await stage.snapshot()).not.toHaveProperty('intentUnknownSinceMs');
});

test('a stop whose word was cut off in the middle is still a stop', async () => {
  const id = await stage.run('web', [], ['sleep', '600']);
  await untilRunning('web');
  const stopping = docker('stop', '-t', '1', id);
  proxy.cut();
  await stopping;
  proxy.mend();
  await expect.poll(dockerOk, WAIT).toBe(true);
  await expect.poll(() => stage.intents(), WAIT).toEqual([`stop ${stage.name('web')}`]);
  expect((await stage.container('web'))?.exitsAtMs).toEqual([]);
});

test('row 23: a daemon that hangs is told, with the last known state, and its return as well', async () => {
  await stage.run('web', ['--init'], ['sleep', '600']);
  await untilRunning('web');
  proxy.hang();
  await expect.poll(dockerOk, WAIT).toBe(false);
  const { docker: status, containers } = await stage.snapshot();
  expect(status.error).toContain('no answer within');
  expect(containers).toMatchObject([{ state: 'running' }]);
  proxy.mend();
  await expect.poll(dockerOk, WAIT).toBe(true);
});
