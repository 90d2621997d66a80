import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fakeHost, idOf, impatient } from './testing/fake-host.ts';
import { resultOf } from './testing/script-result.ts';

describe.each(['/bin/dash', '/bin/bash'])('in %s', (shell) => {
  test('an agent without SSM_ variables is refused with the remedy', async () => {
    const host = fakeHost();
    const end = await host.runRaw({}, { shell });
    expect(resultOf(end)).toMatchObject({ status: 'refused', reason: 'agent-too-old' });
    expect(end).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('3.3.2746.0') });
  });

  test('row 17: an expired command does not run', async () => {
    const host = fakeHost();
    host.addContainer(1);
    const expired = host.parameters('restart', { ExpiresAt: String(Math.floor(Date.now() / 1_000)) });
    expect(await host.run(expired, { shell })).toMatchObject({ status: 'refused', reason: 'expired' });
    expect(host.read('calls')).toBe('');
  });

  test('rows 7 and 8: the highest epoch of a shard is remembered and a lower one refused', async () => {
    const host = fakeHost();
    host.addContainer(1);
    await host.run(host.parameters('capture', { ActionId: 'newer-decider', Epoch: '10' }), { shell });
    expect(host.read('state/epochs/local')).toBe('10\n');
    const stale = await host.run(host.parameters('restart', { Epoch: '9' }), { shell });
    expect(stale).toMatchObject({ status: 'refused', reason: 'stale-epoch' });
    const otherShard = await host.run(host.parameters('restart', { Epoch: '9', Shard: 'other' }), { shell });
    expect(otherShard).toMatchObject({ status: 'done' });
    expect(host.read('state/epochs/local')).toBe('10\n');
  });
});

test('an epoch that cannot be read fails closed', async () => {
  const host = fakeHost();
  host.addContainer(1);
  mkdirSync(host.path('state/epochs'), { recursive: true });
  host.write('state/epochs/local', 'garbage');
  expect(await host.run(host.parameters('restart'))).toMatchObject({ status: 'refused', reason: 'epoch-unreadable' });
  expect(host.changes()).toEqual([]);
});

test.each([
  ['a second command for the same target', 'locks/target.shop-web-1'],
  ['a command while a release is brought to the host', 'locks/host'],
])('%s waits a bounded time and is refused', async (_, lock) => {
  const host = fakeHost();
  host.addContainer(1);
  mkdirSync(host.path('state/locks'), { recursive: true });
  const holder = spawn('flock', [host.path('state', lock), 'sh', '-c', 'echo locked; exec sleep 60'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void process.kill(-(holder.pid ?? 0), 'SIGKILL'));
  await once(holder.stdout, 'data');
  const prologue = 'flock() { shift 2; command flock -w 1 "$@"; }\n';
  expect(await host.run(host.parameters('restart'), { prologue })).toMatchObject({ status: 'refused', reason: 'busy' });
  expect(host.changes()).toEqual([]);
});

describe('row 22: what changed between the decision and the action blocks it', () => {
  test('removed, also when it is back by the time of a repeat', async () => {
    const host = fakeHost();
    host.addContainer(2);
    const parameters = host.parameters('restart');
    expect(await host.run(parameters)).toMatchObject({ status: 'blocked', reason: 'gone' });
    host.addContainer(1);
    expect(await host.run(parameters)).toMatchObject({ status: 'repeat', firstStatus: 'blocked', reason: 'gone' });
    expect(host.changes()).toEqual([]);
  });

  test.each([
    ['another id', { ContainerId: idOf(9) }],
    ['another start', { StartedAt: '2026-01-01T00:00:01Z' }],
  ])('%s under the same name', async (_, over) => {
    const host = fakeHost();
    host.addContainer(1);
    const result = await host.run(host.parameters('restart', over));
    expect(result).toMatchObject({ status: 'blocked', reason: 'container-replaced' });
    expect(host.changes()).toEqual([]);
  });

  test.each([
    ['paused', 'restart', 'paused'],
    ['paused', 'recycle', 'paused'],
    ['paused', 'scale', 'paused'],
    ['removing', 'restart', 'gone'],
    ['dead', 'recycle', 'gone'],
    ['restarting', 'restart', 'restarting'],
  ])('a container that is %s: %s is blocked', async (state, kind, reason) => {
    const host = fakeHost();
    host.addContainer(1, { state });
    expect(await host.run(host.parameters(kind))).toMatchObject({ status: 'blocked', reason });
    expect(host.changes()).toEqual([]);
  });
});

test('row 23: a Docker daemon that hangs ends as failed: docker-timeout', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('hang-inspect', '');
  expect(await host.run(host.parameters('restart'), { prologue: impatient })).toMatchObject({
    status: 'failed',
    reason: 'docker-timeout',
  });
  expect(host.changes()).toEqual([]);
});

test.each([
  'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
  'failed to connect to the docker API at unix:///var/run/docker.sock: connect: no such file or directory',
  'permission denied while trying to connect to the Docker daemon socket',
])('a Docker daemon that is not there is not a container that is gone: %s', async (message) => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('fail-inspect', message);
  expect(await host.run(host.parameters('restart'))).toMatchObject({ status: 'failed', reason: 'docker-unavailable' });
});

test('row 25: a ledger that cannot be written means no action', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('state', 'a file where the directory should be');
  const end = await host.runRaw(host.parameters('restart'));
  expect(resultOf(end)).toMatchObject({ status: 'failed', reason: 'state-dir' });
  expect(end).toMatchObject({ stderr: expect.stringContaining('ARES_STATE_DIR') });
  const full = { prologue: 'sync() { return 1; }\n' };
  const other = fakeHost();
  other.addContainer(1);
  expect(await other.run(other.parameters('restart'), full)).toMatchObject({
    status: 'failed',
    reason: 'ledger-write',
  });
  expect([...host.changes(), ...other.changes()]).toEqual([]);
});

test('a host without a needed tool says which', async () => {
  const host = fakeHost();
  const prologue = 'command() { [ "$2" != flock ] || return 1; }\n';
  expect(await host.run(host.parameters('restart'), { prologue })).toMatchObject({
    status: 'failed',
    reason: 'missing-flock',
  });
});
