import { describe, expect, test } from 'vitest';
import { fakeHost, idOf } from './testing/fake-host.ts';

/** The first id that the fake Docker gives. */
const FRESH = idOf(256);

describe.each(['/bin/dash', '/bin/bash'])('recycle in %s', (shell) => {
  test('a sole container is recreated by Compose from its own labels, under its own name', async () => {
    const host = fakeHost();
    host.addContainer(1);
    const result = await host.run(host.parameters('recycle'), { shell });
    expect(result).toMatchObject({ status: 'done', containerIdBefore: idOf(1), containerIdAfter: FRESH });
    expect(result.imageIdAfter).toBe(result.imageIdBefore);
    expect(host.containers()).toEqual([{ id: FRESH, name: 'shop-web-1', state: 'running' }]);
    expect(host.changes()).toEqual([
      `compose -p shop --project-directory ${host.path('project')} -f ${host.path('project/compose.yaml')} up --no-deps --no-build --pull never -d --force-recreate -t 5 --scale web=1 web`,
    ]);
  });

  test('of several replicas only the target is replaced, and the new one has its name', async () => {
    const host = fakeHost();
    for (const number of [1, 2, 3]) host.addContainer(number);
    const result = await host.run(host.parameters('recycle', { ContainerName: 'shop-web-2', ContainerId: idOf(2) }), {
      shell,
    });
    expect(result).toMatchObject({ status: 'done', containerIdAfter: FRESH });
    expect(host.containers()).toEqual([
      { id: idOf(1), name: 'shop-web-1', state: 'running' },
      { id: idOf(3), name: 'shop-web-3', state: 'running' },
      { id: FRESH, name: 'shop-web-2', state: 'running' },
    ]);
    expect(host.starts()).toEqual([FRESH]);
    expect(host.read('calls')).not.toContain('--force-recreate');
  });

  test('several compose files and environment files keep their order; spaces in paths are no matter', async () => {
    const host = fakeHost();
    host.write('project/over ride.yaml', '');
    host.write('project/a.env', '');
    const files = [host.path('project/compose.yaml'), host.path('project/over ride.yaml')];
    host.addContainer(1, {}, { files: files.join(','), envFiles: host.path('project/a.env') });
    expect(await host.run(host.parameters('recycle'), { shell })).toMatchObject({ status: 'done' });
    expect(host.changes()[0]).toContain(`-f ${files[0]} -f ${files[1]} --env-file ${host.path('project/a.env')} up`);
  });
});

describe('recycle leaves the container alone', () => {
  test.each([
    ['refused', 'stateful', { policy: 'stateful' }],
    ['failed', 'not-compose', { project: null, service: null }],
    ['failed', 'not-compose', { oneoff: 'True' }],
    ['failed', 'compose-files-missing', { files: '/nowhere/compose.yaml' }],
    ['failed', 'compose-files-missing', { envFiles: '/nowhere/.env' }],
    ['failed', 'compose-labels', { files: '-' }],
    ['failed', 'compose-labels', { files: 'oci://registry.example/app' }],
    ['failed', 'compose-labels', { hash: 'none' }],
    ['failed', 'compose-config-changed', { hash: idOf(5) }],
  ])('%s: %s (%j)', async (status, reason, labels) => {
    const host = fakeHost();
    host.addContainer(1, {}, labels);
    expect(await host.run(host.parameters('recycle'))).toMatchObject({ status, reason });
    expect(host.changes()).toEqual([]);
    expect(host.containers()).toMatchObject([{ id: idOf(1), state: 'running' }]);
  });

  test('row 25: its image is not there any more', async () => {
    const host = fakeHost();
    host.addContainer(1, { ref: 'web:2' });
    expect(await host.run(host.parameters('recycle'))).toMatchObject({ status: 'failed', reason: 'image-missing' });
    expect(host.changes()).toEqual([]);
  });

  test('its tag names another image now: that would be a deploy', async () => {
    const host = fakeHost();
    host.addContainer(1);
    host.write('images/web:1', `sha256:${idOf(77)} null\n`);
    expect(await host.run(host.parameters('recycle'))).toMatchObject({ status: 'failed', reason: 'image-changed' });
    expect(host.changes()).toEqual([]);
  });

  test('its image, not Compose, says where the compose files are', async () => {
    const host = fakeHost();
    host.addContainer(1);
    host.write('images/web:1', `${host.read('images/web:1').split(' ')[0]} "/srv/upload/evil.yaml"\n`);
    expect(await host.run(host.parameters('recycle'))).toMatchObject({ status: 'failed', reason: 'compose-labels' });
    expect(host.changes()).toEqual([]);
  });

  test.each(['exited', 'paused', 'created'])('a sibling is %s: Compose would start it', async (state) => {
    const host = fakeHost();
    host.addContainer(1);
    host.addContainer(2, { state });
    expect(await host.run(host.parameters('recycle'))).toMatchObject({
      status: 'blocked',
      reason: 'sibling-not-running',
    });
    expect(host.changes()).toEqual([]);
  });

  test('it is a replica with an anonymous volume, which a new one would not get', async () => {
    const host = fakeHost();
    host.addContainer(1, { volumes: `named ${idOf(44)} ` });
    host.addContainer(2);
    expect(await host.run(host.parameters('recycle'))).toMatchObject({ status: 'failed', reason: 'anonymous-volumes' });
    expect(host.changes()).toEqual([]);
  });

  test.each([
    ['no space left on device', 'disk-full'],
    ["docker: 'compose' is not a docker command", 'compose-unavailable'],
    ['dependency cycle detected', 'docker-error'],
  ])('Compose fails with "%s": %s', async (message, reason) => {
    const host = fakeHost();
    host.addContainer(1);
    host.write('fail-up', message);
    expect(await host.run(host.parameters('recycle'))).toMatchObject({ status: 'failed', reason });
    expect(host.containers()).toEqual([{ id: idOf(1), name: 'shop-web-1', state: 'running' }]);
  });
});

test('a new container that Compose made and could not start is taken away while the old one is there', async () => {
  const host = fakeHost();
  for (const number of [1, 2]) host.addContainer(number);
  const prologue = `timeout() { case "$*" in *' stop '*) return 1 ;; esac; command timeout "$@"; }\n`;
  const result = await host.run(host.parameters('recycle'), { prologue });
  expect(result).toMatchObject({ status: 'failed', reason: 'docker-error' });
  expect(host.containers().map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
  expect(host.starts()).toEqual([]);
});

test('the environment of the script cannot make Compose remove or choose anything else', async () => {
  const host = fakeHost();
  host.addContainer(1);
  const environment = { COMPOSE_REMOVE_ORPHANS: '1', COMPOSE_FILE: '/evil.yaml', COMPOSE_ENV_FILES: '/evil.env' };
  await host.run(host.parameters('recycle'), { environment });
  expect(host.read('compose-environment')).toBe('COMPOSE_IGNORE_ORPHANS=1\nCOMPOSE_REMOVE_ORPHANS=0\n');
});
