import { expect, test } from 'vitest';
import { containerFacts } from './container-facts.ts';
import { inspectSchema } from './docker-schemas.ts';
import { signalNumber } from './stop-signal.ts';

interface Over {
  State?: object;
  Config?: object;
  HostConfig?: object;
  NetworkSettings?: object;
  Name?: string;
}

const compose = {
  'com.docker.compose.project': 'shop',
  'com.docker.compose.service': 'cart',
  'com.docker.compose.container-number': '2',
};

const factsOf = (over: Over = {}) =>
  containerFacts(
    inspectSchema.parse({
      Id: 'a'.repeat(64),
      Name: over.Name ?? '/shop-cart-2',
      Image: 'sha256:1',
      RestartCount: 0,
      State: {
        Status: 'running',
        OOMKilled: false,
        Pid: 42,
        ExitCode: 0,
        StartedAt: '2026-11-23T10:49:33.175730940Z',
        FinishedAt: '0001-01-01T00:00:00Z',
        ...over.State,
      },
      Config: { Labels: compose, ...over.Config },
      HostConfig: { RestartPolicy: { Name: '', MaximumRetryCount: 0 }, PortBindings: null, ...over.HostConfig },
      NetworkSettings: { Networks: { shop_default: { IPAddress: '172.18.0.5' } }, ...over.NetworkSettings },
    }),
  );

test('a running container of Compose', () => {
  const facts = factsOf();
  expect(facts).toMatchObject({
    name: 'shop-cart-2',
    project: 'shop',
    composeService: 'cart',
    startedAt: '2026-11-23T10:49:33.175730940Z',
    startedAtMs: Date.UTC(2026, 10, 23, 10, 49, 33, 175),
    restartPolicy: { name: 'no', maxRetries: 0 },
    dockerHealth: 'none',
    hasHealthcheck: false,
    address: '172.18.0.5',
    pid: 42,
    stopSignal: 15,
  });
  for (const absent of ['finishedAtMs', 'exitCode', 'memoryLimitBytes', 'cpuLimitCores']) {
    expect(facts).not.toHaveProperty(absent);
  }
});

test('one that has ended has an exit code and no process or address', () => {
  const over = { Status: 'exited', Pid: 0, ExitCode: 0, FinishedAt: '2026-11-23T11:00:00Z' };
  const facts = factsOf({ State: over });
  expect(facts).toMatchObject({ exitCode: 0, finishedAtMs: Date.UTC(2026, 10, 23, 11) });
  expect(facts).not.toHaveProperty('pid');
  expect(facts).not.toHaveProperty('address');
});

test('one that was never started has no times', () => {
  const facts = factsOf({ State: { Status: 'created', Pid: 0, StartedAt: '0001-01-01T00:00:00Z' } });
  expect(facts).toMatchObject({ state: 'created', startedAtMs: 0 });
  expect(facts).not.toHaveProperty('exitCode');
});

test.each([
  ['counted by Compose', {}, true],
  ['with the old way to count', { Name: '/shop_cart_2' }, true],
  ['with a name of its own', { Name: '/cart' }, false],
  ['outside Compose', { Config: { Labels: null } }, false],
  ['with a published port', { HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } } }, false],
  ['with any free port published', { HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '' }] } } }, true],
  ['on host networking', { HostConfig: { NetworkMode: 'host' } }, false],
])('scalable, %s', (_, { HostConfig, ...over }: Over, want) => {
  const host = { RestartPolicy: { Name: 'no' }, ...HostConfig };
  expect(factsOf({ ...over, HostConfig: host }).scalable).toBe(want);
});

test.each([
  [{ NanoCpus: 1_500_000_000 }, 1.5],
  [{ CpuQuota: 50_000, CpuPeriod: 0 }, 0.5],
  [{ CpuQuota: 50_000, CpuPeriod: 25_000 }, 2],
])('CPU limit of %o', (HostConfig, want) => {
  expect(factsOf({ HostConfig }).cpuLimitCores).toBe(want);
});

test.each([
  [{}, '172.18.0.5'],
  [{ NetworkSettings: { Networks: { a: { IPAddress: '' }, b: { IPAddress: '10.0.0.2' } } } }, '10.0.0.2'],
  [{ NetworkSettings: { Networks: { a: { IPAddress: '', GlobalIPv6Address: 'fd00::2' } } } }, 'fd00::2'],
  [{ NetworkSettings: { Networks: null } }, undefined],
  [{ HostConfig: { NetworkMode: 'host' } }, '127.0.0.1'],
])('address with %o', (over, want) => expect(factsOf(over).address).toBe(want));

test.each([
  [['CMD', 'true'], true],
  [['NONE'], false],
  [null, false],
])('health check %o', (Test, want) => expect(factsOf({ Config: { Healthcheck: { Test } } }).hasHealthcheck).toBe(want));

test.each([
  ['', 15],
  ['SIGQUIT', 3],
  ['quit', 3],
  ['9', 9],
  ['SIGRTMIN+3', 37],
  ['RTMAX-1', 63],
  ['nonsense', 15],
])('stop signal %j is %i', (text, want) => expect(signalNumber(text)).toBe(want));
