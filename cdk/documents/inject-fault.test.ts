import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONTAINER_ID, FaultStage } from './testing/fault-stage.ts';

const HOG = 'timeout -s KILL 1 sha256sum /dev/zero';

test.each([
  ['kill', ['kill -s KILL ID', 'start ID']],
  ['freeze', ['kill -s STOP ID', 'kill -s CONT ID']],
  [
    'disconnect',
    [
      'network disconnect shop_app ID',
      'network disconnect shop_edge ID',
      'network connect --alias cart --alias shop-cart-1 shop_app ID',
      'network connect --ip 10.9.0.7 --alias cart shop_edge ID',
    ],
  ],
  ['cpu-hog', [`exec -d ID ${HOG}`, `exec -d ID ${HOG}`]],
  ['memory-hog', [`exec -i ID timeout -s KILL 1 tail -c ${Math.floor((268_435_456 * 55) / 100)}`]],
  [
    'fill-tmp',
    ['exec ID timeout -s KILL 10 dd if=/dev/zero of=/tmp/.ares-fault bs=65536', 'exec ID rm -f /tmp/.ares-fault'],
  ],
])('%s is injected and undone', async (kind, changes) => {
  const stage = new FaultStage();
  expect(await stage.run(stage.parameters(kind))).toMatchObject({
    kind,
    status: 'done',
    undone: 'yes',
    containerName: 'shop-cart-1',
    containerId: CONTAINER_ID,
    durationSeconds: 1,
  });
  expect(stage.changes()).toEqual(changes);
  expect(readdirSync(stage.path('state/faults/shop-cart-1'))).toEqual(['lock']);
});

describe('what is not to be hit is refused, and nothing is touched', () => {
  test.each([
    ['kill', { chaos: 'null' }, 'not-allowed'],
    ['kill', { chaos: '"deny"' }, 'not-allowed'],
    ['kill', { service: 'null' }, 'not-managed'],
    ['kill', { status: 'exited' }, 'not-running'],
    ['kill', { status: 'paused' }, 'not-running'],
    ['cpu-hog', { policy: '"stateful"' }, 'stateful'],
    ['memory-hog', { policy: '"stateful"' }, 'stateful'],
    ['fill-tmp', { policy: '"stateful"' }, 'stateful'],
    ['cpu-hog', { nanoCpus: '0' }, 'no-limit'],
    ['memory-hog', { memory: '0' }, 'no-limit'],
    ['fill-tmp', { hostConfig: '{"Tmpfs":{"/run":"size=1m","/tmp":"mode=1777"}}' }, 'no-limit'],
    ['freeze', { hostConfig: '{"Init":true}' }, 'has-init'],
    ['disconnect', { networkMode: 'host' }, 'no-network'],
    ['disconnect', { networkMode: 'container:ab' }, 'no-network'],
  ])('%s with %j: %s', async (kind, facts, reason) => {
    const stage = new FaultStage(facts);
    expect(await stage.run(stage.parameters(kind))).toMatchObject({ status: 'refused', reason });
    expect(stage.changes()).toEqual([]);
  });

  test.each(['kill', 'freeze', 'disconnect'])('%s is what a stateful service has to survive', async (kind) => {
    const stage = new FaultStage({ policy: '"stateful"' });
    expect(await stage.run(stage.parameters(kind))).toMatchObject({ status: 'done' });
  });

  test.each([
    ['Error: No such container: shop-cart-1', 'refused', 'no-container'],
    ['Cannot connect to the Docker daemon', 'failed', 'docker-error'],
  ])('Docker says: %s', async (words, status, reason) => {
    const stage = new FaultStage();
    stage.write('fail-inspect', words);
    expect(await stage.run(stage.parameters('kill'))).toMatchObject({ status, reason });
    expect(stage.changes()).toEqual([]);
  });

  test('an agent that passes no variables is told what to do', async () => {
    const stage = new FaultStage();
    const end = await stage.runRaw({});
    expect(end).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('3.3.2746.0') });
    expect(stage.read('calls')).toBe('');
  });

  const neitherOrBoth: Record<string, string>[] = [{ ContainerName: '' }, { Service: 'cart' }];
  test.each(neitherOrBoth)('either a container or a service: %j', async (over) => {
    const stage = new FaultStage();
    expect(await stage.run(stage.parameters('kill', over))).toMatchObject({ reason: 'invalid-parameter' });
  });
});

test('a service stands for any of its containers that allows it', async () => {
  const stage = new FaultStage();
  const parameters = stage.parameters('kill', { ContainerName: '', Service: 'cart' });
  expect(await stage.run(parameters)).toMatchObject({ status: 'done', containerName: 'shop-cart-1' });
  expect(stage.read('calls')).toContain('label=ares.service=cart --filter label=ares.chaos=allow');
  stage.write('facts', '');
  expect(await stage.run(parameters)).toMatchObject({ status: 'refused', reason: 'no-container' });
});

test('the same fault sent twice is injected once', async () => {
  const stage = new FaultStage();
  const parameters = stage.parameters('kill', { FaultId: 'game-day-1' });
  expect(await stage.run(parameters)).toMatchObject({ status: 'done' });
  const changes = stage.changes();
  expect(await stage.run(parameters)).toMatchObject({ status: 'repeat', faultId: 'game-day-1' });
  expect(stage.changes()).toEqual(changes);
});

test('a container has one fault at a time', async () => {
  const stage = new FaultStage();
  const first = stage.run(stage.parameters('freeze', { DurationSeconds: '3' }));
  await expect.poll(() => stage.changes()).toEqual(['kill -s STOP ID']);
  expect(await stage.run(stage.parameters('kill'))).toMatchObject({ status: 'refused', reason: 'fault-active' });
  expect(await first).toMatchObject({ status: 'done' });
});

test('whoever has been started since the kill stays as it is', async () => {
  const stage = new FaultStage();
  const fault = stage.run(stage.parameters('kill', { DurationSeconds: '2' }));
  await expect.poll(() => stage.changes()).toEqual(['kill -s KILL ID']);
  stage.setFacts({ start: '2026-01-01T00:01:00Z' });
  expect(await fault).toMatchObject({ status: 'done', undone: 'yes' });
  expect(stage.changes()).toEqual(['kill -s KILL ID']);
});

test('a container that was replaced meanwhile has nothing to undo', async () => {
  const stage = new FaultStage();
  const fault = stage.run(stage.parameters('freeze', { DurationSeconds: '2' }));
  await expect.poll(() => stage.changes()).toEqual(['kill -s STOP ID']);
  stage.write('fail-kill', 'Error: No such container');
  stage.write('fail-inspect', 'Error: No such container');
  expect(await fault).toMatchObject({ status: 'done', undone: 'gone' });
});

test('a fault that cannot be undone is no success, and its way back stays on disk', async () => {
  const stage = new FaultStage();
  const fault = stage.run(stage.parameters('freeze', { DurationSeconds: '2' }));
  await expect.poll(() => stage.changes()).toEqual(['kill -s STOP ID']);
  stage.write('fail-kill', 'Error: the daemon is busy');
  expect(await fault).toMatchObject({ status: 'failed', reason: 'undo', undone: 'no' });
  expect(readdirSync(stage.path('state/faults/shop-cart-1')).join()).toContain('.undo');
});

test('a script that is told to end undoes first', async () => {
  const stage = new FaultStage();
  // The script itself is the parent of what it calls.
  const prologue = 'sleep() { if [ "$1" = 60 ]; then kill -TERM "$$"; fi; command sleep "$1"; }\n';
  const end = await stage.runRaw(stage.parameters('freeze', { DurationSeconds: '60' }), { prologue });
  expect(end).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('"reason":"aborted"') });
  expect(stage.changes()).toEqual(['kill -s STOP ID', 'kill -s CONT ID']);
});

describe('a script that is killed outright', () => {
  const kill = 'sleep() { if [ "$1" = 60 ]; then kill -KILL "$$" && exit; fi; command sleep "$1"; }\n';

  test('leaves a watchdog behind that undoes', async () => {
    const stage = new FaultStage();
    const prologue = `${kill}setsid() { shift 2; set -- "$1" 1; command setsid sh -s "$@"; }\n`;
    await stage.runRaw(stage.parameters('freeze', { DurationSeconds: '60' }), { prologue });
    await expect.poll(() => stage.changes()).toEqual(['kill -s STOP ID', 'kill -s CONT ID']);
  });

  test('is undone by the next run', async () => {
    const stage = new FaultStage();
    const prologue = `${kill}setsid() { :; }\n`;
    await stage.runRaw(stage.parameters('freeze', { DurationSeconds: '60' }), { prologue });
    expect(stage.changes()).toEqual(['kill -s STOP ID']);
    expect(await stage.run(stage.parameters('kill'))).toMatchObject({ status: 'done' });
    expect(stage.changes()).toEqual(['kill -s STOP ID', 'kill -s CONT ID', 'kill -s KILL ID', 'start ID']);
  });
});
