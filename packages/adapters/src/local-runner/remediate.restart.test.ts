import { describe, expect, test } from 'vitest';
import { fakeHost, idOf, impatient, STARTED_AT } from './testing/fake-host.ts';
import { resultOf } from './testing/script-result.ts';

describe.each(['/bin/dash', '/bin/bash'])('restart in %s', (shell) => {
  test('restarts a running container', async () => {
    const host = fakeHost();
    host.addContainer(1);
    const end = await host.runRaw(host.parameters('restart'), { shell });
    expect(end).toMatchObject({ exitCode: 0 });
    expect(resultOf(end)).toMatchObject({
      status: 'done',
      reason: '',
      containerIdBefore: idOf(1),
      containerIdAfter: idOf(1),
    });
    expect(host.changes()).toEqual([`restart -t 5 ${idOf(1)}`]);
  });

  test.each(['exited', 'created'])('starts a container that is %s', async (state) => {
    const host = fakeHost();
    host.addContainer(1, { state });
    expect(await host.run(host.parameters('restart'), { shell })).toMatchObject({ status: 'done' });
    expect(host.changes()).toEqual([`start ${idOf(1)}`]);
    expect(host.containers()).toMatchObject([{ state: 'running' }]);
  });
});

test('a container that never ran has the zero time as its precondition', async () => {
  const host = fakeHost();
  host.addContainer(1, { state: 'created', start: '0001-01-01T00:00:00Z' });
  const result = await host.run(host.parameters('restart', { StartedAt: '0001-01-01T00:00:00Z' }));
  expect(result).toMatchObject({ status: 'done' });
});

test('the grace before SIGKILL is the one that was asked for', async () => {
  const host = fakeHost();
  host.addContainer(1);
  await host.run(host.parameters('restart', { StopTimeoutSeconds: '1' }));
  expect(host.changes()).toEqual([`restart -t 1 ${idOf(1)}`]);
});

test.each([
  ['Error response from daemon: driver failed: port is already allocated', 'docker-error'],
  ['Error response from daemon: write /var/lib/docker: no space left on device', 'disk-full'],
  ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock', 'docker-unavailable'],
])('a start that fails with "%s" is failed: %s', async (message, reason) => {
  const host = fakeHost();
  host.addContainer(1, { state: 'exited' });
  host.write('fail-a-start', message);
  const end = await host.runRaw(host.parameters('restart'));
  expect(end).toMatchObject({ exitCode: 1 });
  expect(resultOf(end)).toMatchObject({ status: 'failed', reason });
  expect(end).toMatchObject({ stderr: expect.stringContaining(message) });
});

test('row 18: Docker stops answering in the middle of a restart', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('hang-restart', '');
  const end = await host.runRaw(host.parameters('restart'), { prologue: impatient });
  expect(resultOf(end)).toMatchObject({ status: 'failed', reason: 'docker-timeout' });
  expect(await host.run(host.parameters('restart'))).toMatchObject({ status: 'repeat', firstStatus: 'failed' });
});

test('evidence is taken before the container is touched, and holds no secret of its environment', async () => {
  const host = fakeHost();
  host.addContainer(1);
  const result = await host.run(host.parameters('restart'));
  const evidence = `state/evidence/${result.actionId}`;
  expect(result.evidenceDir).toBe(host.path(evidence));
  expect(Buffer.from(String(result.logTailBase64), 'base64').toString()).toBe('one\ntwo\n');
  for (const file of ['inspect.json', 'top.txt', 'stats.txt']) expect(host.read(`${evidence}/${file}`)).not.toBe('');
  const calls = host.read('calls').split('\n');
  const restartAt = calls.findIndex((call) => call.startsWith('restart'));
  for (const kind of ['logs', 'top', 'stats']) {
    expect(calls.findIndex((call) => call.startsWith(kind))).toBeLessThan(restartAt);
  }
  expect(host.read('calls')).not.toContain('Env');
});

test('capture takes evidence and touches nothing', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('logs', 'x'.repeat(1_000_000));
  const end = await host.runRaw(host.parameters('capture'));
  expect(resultOf(end)).toMatchObject({ status: 'done', containerIdAfter: idOf(1) });
  expect(host.changes()).toEqual([]);
  expect(end).toMatchObject({ stdout: expect.toSatisfy((text: string) => text.length < 20_000) });
  expect(host.read('state/evidence/incident-1.0.1/logs.txt').length).toBeLessThanOrEqual(65_536);
});

test('a restart that Docker reported as failed but carried out is done', async () => {
  const host = fakeHost();
  host.addContainer(1, { state: 'exited' });
  // The client loses its connection after the daemon has started the container.
  const prologue = `docker() { command docker "$@"; }; timeout() { command timeout "$@" || return; case "$*" in *' start '*) return 1 ;; esac; }\n`;
  const result = await host.run(host.parameters('restart', { StartedAt: STARTED_AT }), { prologue });
  expect(result).toMatchObject({ status: 'done' });
  expect(host.starts()).toEqual([idOf(1)]);
});
