import { expect, test } from 'vitest';
import { T0, watchStage } from './testing/watch-stage.ts';

const it = watchStage();
const { runWeb, start, pass, snapshot, look, reasons } = it;

test('the first look: what is there, with the loop woken', async () => {
  it.docker.run('other', { 'ares.fleet': 'blue' });
  it.docker.run('broken', { 'ares.health': 'nonsense' });
  runWeb();
  await start();
  expect(snapshot()).toMatchObject({
    docker: { ok: true },
    containers: [{ name: 'web', state: 'running', settling: false }],
    invalid: [{ containerName: 'broken', label: 'ares.health' }],
    intents: [],
  });
  expect(reasons()).toEqual(['connected']);
});

test('a crash is there at once, and wakes the loop', async () => {
  const id = runWeb();
  await start();
  it.docker.crash(id, 3);
  await pass(60);
  expect(look('web')).toMatchObject({ state: 'exited', exitCode: 3, settling: false, exitsAtMs: [T0 + 100] });
  expect(reasons()).toEqual(['connected', 'die']);
});

test('a change that no event tells of is found by the next comparison', async () => {
  const id = runWeb();
  await start();
  it.docker.change(id, { dockerHealth: 'unhealthy' });
  await pass(11_000);
  expect(look('web')?.dockerHealth).toBe('unhealthy');
  it.docker.vanish(id);
  await pass(11_000);
  expect(look('web')).toBeUndefined();
});
