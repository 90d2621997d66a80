import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLedger } from './ledger.ts';
import { docker, dockerApp } from './testing/docker-app.ts';
import { resultOf } from './testing/script-result.ts';

test('restart of a running container: the same one, started again, with evidence of before', async () => {
  const app = dockerApp();
  app.compose('up', '--detach');
  const web = app.name('web');
  const before = app.inspect(web);
  const result = await app.send(app.parameters('restart', web));
  expect(result).toMatchObject({ status: 'done', containerIdBefore: before.Id, containerIdAfter: before.Id });
  const after = app.inspect(web);
  expect(after.State).toMatchObject({ Status: 'running' });
  expect(after.State.StartedAt).not.toBe(before.State.StartedAt);
  const evidence = readFileSync(join(String(result.evidenceDir), 'inspect.json'), 'utf8');
  expect(JSON.parse(evidence).State.StartedAt).toBe(before.State.StartedAt);
  expect(evidence).not.toContain('do-not-copy-me');
  expect(await readLedger(app.stateDir, 0)).toMatchObject([
    { kind: 'restart', containerId: before.Id, service: 'web' },
  ]);
});

test('restart of a container that died starts it', async () => {
  const app = dockerApp();
  app.compose('up', '--detach', 'web');
  const web = app.name('web');
  docker('kill', web);
  await expect.poll(() => app.inspect(web).State.Status).toBe('exited');
  const parameters = app.parameters('restart', web);
  expect(await app.send(parameters)).toMatchObject({ status: 'done' });
  expect(app.inspect(web).State.Status).toBe('running');
});

test('restart of a container that is frozen by SIGSTOP ends it after the stop timeout', async () => {
  const app = dockerApp({ WEB_INIT: 'false' });
  app.compose('up', '--detach', 'web');
  const web = app.name('web');
  docker('kill', '--signal', 'STOP', web);
  expect(await app.send(app.parameters('restart', web))).toMatchObject({ status: 'done' });
  expect(app.inspect(web).State).toMatchObject({ Status: 'running', Paused: false });
});

test('recycle makes a fresh container with the same name, volumes, environment, image and network', async () => {
  const app = dockerApp();
  app.compose('up', '--detach');
  const web = app.name('web');
  const before = app.inspect(web);
  const store = app.inspect(app.name('store')).Id;
  docker('exec', web, 'touch', '/data/kept', '/root/gone');
  const result = await app.send(app.parameters('recycle', web));
  expect(result).toMatchObject({
    status: 'done',
    containerIdBefore: before.Id,
    imageIdBefore: before.Image,
    imageIdAfter: before.Image,
  });
  const after = app.inspect(web);
  expect(after.Id).toBe(result.containerIdAfter);
  expect(after.Id).not.toBe(before.Id);
  expect(after.Config.Env.toSorted()).toEqual(before.Config.Env.toSorted());
  expect(Object.keys(after.NetworkSettings.Networks)).toEqual(Object.keys(before.NetworkSettings.Networks));
  expect(docker('exec', web, 'ls', '/data')).toBe('kept');
  expect(docker('exec', web, 'ls', '/root')).toBe('');
  expect(app.inspect(app.name('store')).Id).toBe(store);
  expect(app.containers('web')).toEqual([`${web} running`]);

  expect(await app.send(app.parameters('recycle', web)), 'a second recycle').toMatchObject({ status: 'done' });
});

test('recycle keeps an anonymous volume of a sole container', async () => {
  const app = dockerApp();
  app.compose('up', '--detach', 'cache');
  const cache = app.name('cache');
  docker('exec', cache, 'touch', '/scratch/kept');
  expect(await app.send(app.parameters('recycle', cache))).toMatchObject({ status: 'done' });
  expect(docker('exec', cache, 'ls', '/scratch')).toBe('kept');
});

test('scale out and in again leaves the first container as it is', async () => {
  const app = dockerApp();
  app.compose('up', '--detach');
  const web = app.name('web');
  const first = app.inspect(web);
  expect(await app.send(app.parameters('scale', web, { Replicas: '3', ContainerId: '', StartedAt: '' }))).toMatchObject(
    { status: 'done' },
  );
  expect(app.containers('web')).toEqual([1, 2, 3].map((number) => `${app.name('web', number)} running`));
  expect(await app.send(app.parameters('scale', web, { Replicas: '1' }))).toMatchObject({ status: 'done' });
  expect(app.containers('web')).toEqual([`${web} running`]);
  expect(app.inspect(web).State.StartedAt).toBe(first.State.StartedAt);
});

test('recycle of one of three replicas leaves the others as they are', async () => {
  const app = dockerApp();
  app.compose('up', '--detach', '--scale', 'web=3');
  const [one, two, three] = [1, 2, 3].map((number) => app.name('web', number)) as [string, string, string];
  const others = [app.inspect(one).State.StartedAt, app.inspect(three).State.StartedAt];
  const sick = app.inspect(two).Id;
  const result = await app.send(app.parameters('recycle', two));
  expect(result).toMatchObject({ status: 'done', containerIdBefore: sick, containerIdAfter: app.inspect(two).Id });
  expect(app.containers('web')).toEqual([one, two, three].map((name) => `${name} running`));
  expect(app.inspect(two).Id).not.toBe(sick);
  expect([app.inspect(one).State.StartedAt, app.inspect(three).State.StartedAt]).toEqual(others);
});

test('row 22: a container that was replaced, removed or paused since the decision is left alone', async () => {
  const app = dockerApp();
  app.compose('up', '--detach', 'web');
  const web = app.name('web');
  const decided = app.parameters('restart', web);
  app.compose('up', '--detach', '--force-recreate', '--no-deps', 'web');
  const deployed = app.inspect(web);
  expect(await app.send(decided)).toMatchObject({ status: 'blocked', reason: 'container-replaced' });
  expect(app.inspect(web).State.StartedAt).toBe(deployed.State.StartedAt);

  docker('pause', web);
  expect(await app.send(app.parameters('recycle', web))).toMatchObject({ status: 'blocked', reason: 'paused' });
  expect(app.inspect(web)).toMatchObject({ Id: deployed.Id, State: { Status: 'paused' } });
  docker('unpause', web);

  const late = app.parameters('restart', web);
  docker('rm', '--force', web);
  expect(await app.send(late)).toMatchObject({ status: 'blocked', reason: 'gone' });
  expect(app.containers('web')).toEqual([]);
});

test('row 18: a command that hangs is timed out, and nothing of it runs again', async () => {
  const app = dockerApp({ WEB_INIT: 'false' });
  app.compose('up', '--detach', 'web');
  const web = app.name('web');
  const parameters = app.parameters('restart', web, { StopTimeoutSeconds: '60' });
  const request = { actionId: parameters.ActionId ?? '', hostId: 'local', parameters, executionTimeoutMs: 5_000 };
  const { commandId } = await app.runner.start(request);
  await expect.poll(() => app.runner.status('local', commandId), { timeout: 30_000 }).toEqual({ state: 'timed-out' });
  const query = { ...parameters, Kind: 'query' };
  expect(await app.send(query)).toMatchObject({ status: 'unknown', reason: 'interrupted', ledger: 'started' });
  const startedAt = app.inspect(web).State.StartedAt;
  const again = resultOf(await app.deliver(parameters, 60_000));
  expect(again).toMatchObject({ status: 'unknown', reason: 'interrupted' });
  expect(app.inspect(web).State.StartedAt).toBe(startedAt);
});

test('row 25: with its image missing a container is not removed, and not tried again', async () => {
  const app = dockerApp();
  app.compose('up', '--detach', 'web');
  const web = app.name('web');
  const before = app.inspect(web);
  docker('rmi', '--no-prune', app.image);
  const parameters = app.parameters('recycle', web);
  expect(await app.send(parameters)).toMatchObject({ status: 'failed', reason: 'image-missing' });
  const again = resultOf(await app.deliver(parameters, 60_000));
  expect(again).toMatchObject({ status: 'repeat', firstStatus: 'failed', reason: 'image-missing' });
  expect(app.inspect(web)).toMatchObject({
    Id: before.Id,
    State: { Status: 'running', StartedAt: before.State.StartedAt },
  });
});

test('what would be a deploy is refused: another configuration, another image, no compose file', async () => {
  const app = dockerApp();
  app.compose('up', '--detach', 'web');
  const web = app.name('web');
  const before = app.inspect(web);
  app.configure({ GREETING: 'changed' });
  expect(await app.send(app.parameters('recycle', web))).toMatchObject({
    status: 'failed',
    reason: 'compose-config-changed',
  });
  app.configure({});
  docker('commit', web, app.image);
  expect(await app.send(app.parameters('recycle', web))).toMatchObject({ status: 'failed', reason: 'image-changed' });
  rmSync(app.composeFile);
  expect(await app.send(app.parameters('recycle', web))).toMatchObject({
    status: 'failed',
    reason: 'compose-files-missing',
  });
  expect(app.inspect(web)).toMatchObject({ Id: before.Id, State: { StartedAt: before.State.StartedAt } });
});

/** Shell lines that leave out the two seconds of `docker stats`, so that the kills fall into the work of Compose. */
const WITHOUT_STATS = 'timeout() { case "$*" in *" stats "*) return ;; esac; command timeout "$@"; }\n';

test.each([1, 2])('a recycle among %i that is killed at any time is finished by the next run', async (replicas) => {
  const app = dockerApp();
  app.compose('up', '--detach', '--scale', `web=${replicas}`);
  const web = app.name('web');
  for (let timeoutMs = 200; timeoutMs < 1_000; timeoutMs += 100) {
    const at = `killed after ${timeoutMs} ms`;
    const parameters = app.parameters('recycle', web);
    await app.deliver(parameters, timeoutMs, WITHOUT_STATS);
    expect(app.containers('web').length, at).toBeGreaterThanOrEqual(replicas);
    const result = await app.send(parameters);
    expect(result.firstStatus ?? result.status, `${at}: ${result.reason}`).toBe('done');
    expect(app.inspect(web).Id, at).not.toBe(parameters.ContainerId);
    const all = Array.from({ length: replicas }, (_, i) => `${app.name('web', i + 1)} running`);
    expect(app.containers('web'), at).toEqual(all);
  }
});
