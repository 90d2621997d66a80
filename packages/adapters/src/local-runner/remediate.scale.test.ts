import { expect, test } from 'vitest';
import { fakeHost, idOf } from './testing/fake-host.ts';

const reference = { ContainerId: '', StartedAt: '' };

test.each(['/bin/dash', '/bin/bash'])('scales out and in again in %s', async (shell) => {
  const host = fakeHost();
  host.addContainer(1);
  const out = await host.run(host.parameters('scale', { ...reference, Replicas: '3' }), { shell });
  expect(out).toMatchObject({ status: 'done', containerIdBefore: idOf(1), containerIdAfter: idOf(257) });
  expect(host.containers().map(({ name }) => name)).toEqual(['shop-web-1', 'shop-web-2', 'shop-web-3']);
  expect(host.starts()).toHaveLength(2);

  const inAgain = await host.run(host.parameters('scale', { ...reference, ActionId: 'calm-again', Replicas: '1' }), {
    shell,
  });
  expect(inAgain).toMatchObject({ status: 'done', containerIdAfter: '' });
  expect(host.containers()).toEqual([{ id: idOf(1), name: 'shop-web-1', state: 'running' }]);
  expect(host.changes().every((call) => call.includes('--no-deps --no-build --pull never -d --no-recreate'))).toBe(
    true,
  );
});

test('scale keeps the precondition where it is given one', async () => {
  const host = fakeHost();
  host.addContainer(1);
  const result = await host.run(host.parameters('scale', { ContainerId: idOf(8) }));
  expect(result).toMatchObject({ status: 'blocked', reason: 'container-replaced' });
});

test.each([
  ['stateful', { policy: 'stateful' }, 'refused', 'stateful'],
  ['not of Compose', { project: null }, 'failed', 'not-compose'],
])('a container that is %s is not scaled', async (_, labels, status, reason) => {
  const host = fakeHost();
  host.addContainer(1, {}, labels);
  expect(await host.run(host.parameters('scale'))).toMatchObject({ status, reason });
  expect(host.changes()).toEqual([]);
});

test('a replica that a person stopped is not started by the way', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.addContainer(2, { state: 'exited' });
  const result = await host.run(host.parameters('scale', { Replicas: '3' }));
  expect(result).toMatchObject({ status: 'blocked', reason: 'sibling-not-running' });
  expect(host.starts()).toEqual([]);
});

test('replicas that cannot be started are taken away again', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('fail-a-start', 'driver failed programming external connectivity: port is already allocated');
  expect(await host.run(host.parameters('scale'))).toMatchObject({ status: 'failed', reason: 'docker-error' });
  expect(host.containers().map(({ id }) => id)).toEqual([idOf(1)]);
});
