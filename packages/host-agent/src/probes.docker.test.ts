import { docker, imageOf } from '@ares/adapters/docker/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AgentStage, agentStage } from './testing/agent-stage.ts';

let stage: AgentStage;
beforeEach(async () => {
  stage = await agentStage();
});
afterEach(() => stage.close());

const WAIT = { timeout: 30_000, interval: 100 };
const newest = (n: number) => async () =>
  (await stage.container('web'))?.probes.slice(-n).map(({ outcome, status }) => [outcome, status]);

const server = (answer: string) =>
  `require('node:http').createServer((request, response) => { ${answer} }).listen(8080)`;
const runHttp = (answer: string, path = '/ready') =>
  stage.run('web', ['--label', `ares.health=http:8080${path}`], ['node', '-e', server(answer)]);
const runStore = async (image: string, health: string, flags: readonly string[], command: readonly string[] = []) => {
  const labels = [`ares.fleet=${stage.fleet}`, 'ares.service=web', `ares.health=${health}`];
  const labelFlags = labels.flatMap((label) => ['--label', label]);
  return docker('run', '-d', '--name', stage.name('web'), ...labelFlags, ...flags, image, ...command);
};

test('a frozen process is seen by its probes, and its waking up as well', async () => {
  const id = await runHttp('response.end("ok")');
  await expect.poll(newest(2), WAIT).toEqual([
    ['ok', 200],
    ['ok', 200],
  ]);
  await docker('kill', '--signal', 'STOP', id);
  await expect.poll(newest(3), WAIT).toEqual([['timeout'], ['timeout'], ['timeout']].map(([one]) => [one, undefined]));
  expect(await stage.container('web')).toMatchObject({ state: 'running', settling: false });
  expect(await stage.intents()).toEqual([]);
  await docker('kill', '--signal', 'CONT', id);
  await expect.poll(newest(1), WAIT).toEqual([['ok', 200]]);
});

test('a bad status and a closed port are told apart', async () => {
  await runHttp('response.writeHead(503).end()');
  await expect.poll(newest(1), WAIT).toEqual([['bad-status', 503]]);
  await docker('rm', '-f', stage.name('web'));
  await stage.run('web', ['--init', '--label', 'ares.health=tcp:81'], ['sleep', '600']);
  await expect.poll(newest(1), WAIT).toEqual([['refused', undefined]]);
});

test('a paused container is not probed', async () => {
  const id = await runHttp('response.end("ok")');
  await expect.poll(newest(1), WAIT).toEqual([['ok', 200]]);
  await docker('pause', id);
  await expect.poll(async () => (await stage.container('web'))?.probes, WAIT).toEqual([]);
});

test.each([
  ['redis', () => runStore(imageOf('REDIS_IMAGE'), 'redis:6379', [], ['redis-server', '--requirepass', 'secret'])],
  ['postgres', () => runStore(imageOf('POSTGRES_IMAGE'), 'postgres:5432', ['-e', 'POSTGRES_PASSWORD=secret'])],
])('a frozen %s still accepts connections, but does not answer', async (_, run) => {
  const id = await run();
  await expect.poll(newest(2), WAIT).toEqual([
    ['ok', undefined],
    ['ok', undefined],
  ]);
  await docker('kill', '--signal', 'STOP', id);
  await expect.poll(newest(3), WAIT).toEqual([
    ['timeout', undefined],
    ['timeout', undefined],
    ['timeout', undefined],
  ]);
});

test('what a container uses is measured', async () => {
  const flags = ['--memory', '96m', '--cpus', '0.5', '--label', 'ares.health=http:8080/'];
  await stage.run('web', flags, ['node', '-e', server('response.end("x".repeat(10_000))')]);
  await expect.poll(newest(2), WAIT).toEqual([
    ['ok', 200],
    ['ok', 200],
  ]);
  const text = await (await fetch(`${stage.agent().url}/metrics`)).text();
  const value = (family: string): number => {
    const line = text.split('\n').find((one) => one.startsWith(`${family}{name="${stage.name('web')}"`));
    return Number(line?.split(' ').at(-1));
  };
  expect(value('container_cpu_usage_seconds_total')).toBeGreaterThan(0.01);
  expect(value('container_cpu_cfs_periods_total')).toBeGreaterThan(0);
  expect(value('container_spec_cpu_quota') / value('container_spec_cpu_period')).toBe(0.5);
  expect(value('container_memory_working_set_bytes')).toBeGreaterThan(5_000_000);
  expect(value('container_memory_working_set_bytes')).toBeLessThan(value('container_spec_memory_limit_bytes'));
  expect(value('container_spec_memory_limit_bytes')).toBe(96 * 1024 * 1024);
  expect(value('container_network_transmit_bytes_total')).toBeGreaterThan(20_000);
  expect(value('ares_probe_success')).toBe(1);
});
