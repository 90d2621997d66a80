import { resolve } from 'node:path';
import { docker, imageOf } from '@ares/adapters/docker/testing';
import { hostAgentReader } from '@ares/adapters/host-agent';
import { prometheusReader } from '@ares/adapters/prometheus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ObserveStack, observeStack } from './testing/observe-stack.ts';

const WAIT = { timeout: 90_000, interval: 500 };
let stack: ObserveStack;
let web: string;

/** Grows, answers, fails now and then, and says so in OpenTelemetry's names. */
const PROGRAM = `
const counts = { 200: 0, 500: 0 };
const kept = [];
setInterval(() => { kept.push(Buffer.alloc(200_000, 1)); counts[200] += 9; counts[500] += 1; }, 100);
const line = (name, status, more, value) =>
  'http_server_request_duration_seconds_' + name + '{http_route="/cart",http_response_status_code="' + status + '"' + more + '} ' + value;
require('node:http').createServer((_, response) => {
  response.setHeader('content-type', 'text/plain; version=0.0.4');
  response.end(Object.entries(counts).flatMap(([status, n]) => [
    line('count', status, '', n),
    line('bucket', status, ',le="0.1"', n),
    line('bucket', status, ',le="+Inf"', n),
  ]).join('\\n') + '\\n');
}).listen(9464);
`;

beforeAll(async () => {
  stack = await observeStack();
  web = `${stack.name}-web`;
  const labels = [
    `ares.fleet=${stack.name}`,
    'ares.service=web',
    'ares.metrics=http:9464/metrics',
    'ares.health=tcp:9464',
  ];
  const flags = ['--memory', '256m', '--cpus', '0.5', ...labels.flatMap((label) => ['--label', label])];
  await docker('run', '-d', '--name', web, ...flags, imageOf('NODE_IMAGE'), 'node', '-e', PROGRAM);
});
afterAll(async () => {
  await docker('rm', '-f', web);
  await stack.down();
});

test('the agent in its container sees its fleet, and no other', async () => {
  const { name: hostId, agentUrl: url } = stack;
  const reader = hostAgentReader({ agents: [{ hostId, url }] });
  await expect
    .poll(async () => (await reader.snapshot({ hostId }, 2_000)).containers, WAIT)
    .toMatchObject([
      { name: web, state: 'running', probes: expect.arrayContaining([expect.objectContaining({ outcome: 'ok' })]) },
    ]);
});

test('every feature comes out of the real Prometheus, by its container', async () => {
  const reader = prometheusReader({ url: stack.prometheusUrl });
  const read = () => reader.read({ hostId: stack.name }, 2_000);
  await expect
    .poll(async () => (await read()).samples.map(({ feature }) => feature).toSorted(), WAIT)
    .toEqual([
      'cpuLimitRatio',
      'errorRatio1m',
      'errorRatio5m',
      'latencySecondsP95',
      'memoryExhaustionSeconds',
      'memoryLimitRatio',
      'requestsPerSecond',
    ]);
  const { samples, quarantined, dropped } = await read();
  expect([quarantined, dropped]).toEqual([0, 0]);
  const owners = samples.map(({ service, project, containerName }) => ({ service, project, containerName }));
  expect(owners).toEqual(samples.map(() => ({ service: 'web', project: '', containerName: web })));
  const measured = (feature: string) => samples.find((sample) => sample.feature === feature)?.value;
  expect(measured('errorRatio1m')).toBeCloseTo(0.1, 5);
  expect(measured('memoryLimitRatio')).toBeLessThan(1);
});

test('with its container gone, a feature goes as well', async () => {
  await docker('rm', '-f', web);
  const reader = prometheusReader({ url: stack.prometheusUrl });
  await expect.poll(async () => (await reader.read({ hostId: stack.name }, 2_000)).samples, WAIT).toEqual([]);
});

test('security 18: the agent and Prometheus run with the least that they need', async () => {
  for (const service of ['host-agent', 'prometheus']) {
    const text = await docker('inspect', `${stack.name}-${service}-1`);
    const [{ HostConfig, Config }] = JSON.parse(text) as [
      { HostConfig: Record<string, unknown>; Config: { User: string } },
    ];
    expect(HostConfig).toMatchObject({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      Privileged: false,
      PidsLimit: expect.any(Number),
      Memory: expect.any(Number),
    });
    expect(Number(HostConfig.Memory)).toBeGreaterThan(0);
    expect(Config.User).not.toMatch(/^(0|root)?(:|$)/);
  }
});

const promtool = (...args: readonly string[]) => {
  const folder = resolve(import.meta.dirname, '../../../services/observability');
  const mount = `${folder}:/etc/prometheus/ares:ro`;
  return docker('run', '--rm', '-v', mount, '--entrypoint', 'promtool', imageOf('PROMETHEUS_IMAGE'), ...args);
};

test('the configuration is valid, and the rules do what their tests say', async () => {
  expect(await promtool('check', 'config', '/etc/prometheus/ares/prometheus.yml')).toContain('SUCCESS');
  await promtool('test', 'rules', '/etc/prometheus/ares/rules.test.yml');
});
