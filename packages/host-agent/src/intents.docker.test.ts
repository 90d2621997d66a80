import { docker } from '@ares/adapters/docker/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AgentStage, agentStage } from './testing/agent-stage.ts';
import { crashedIn, record } from './testing/recorder.ts';

let stage: AgentStage;
beforeEach(async () => {
  stage = await agentStage();
});
afterEach(() => stage.close());

const WAIT = { timeout: 10_000, interval: 20 };
const runWeb = (flags: readonly string[] = ['--init']) => stage.run('web', flags, ['sleep', '600']);
const untilUp = () => expect.poll(async () => (await stage.container('web'))?.state, WAIT).toBe('running');
const untilDown = () =>
  expect.poll(() => stage.container('web'), WAIT).toMatchObject({ state: 'exited', settling: false });
const intents = () => stage.intents();
const ofWeb = (kind: string) => [`${kind} ${stage.name('web')}`];

test('a process that dies by itself has crashed', async () => {
  await stage.run('web', [], ['sh', '-c', 'sleep 1; exit 3']);
  await untilDown();
  expect(await stage.container('web')).toMatchObject({
    exitCode: 3,
    oomKilled: false,
    exitsAtMs: [expect.any(Number)],
  });
  expect(await intents()).toEqual([]);
});

test('docker kill is a fault', async () => {
  const id = await runWeb();
  await untilUp();
  await docker('kill', id);
  await untilDown();
  expect(await stage.container('web')).toMatchObject({ exitCode: 137, exitsAtMs: [expect.any(Number)] });
  expect(await intents()).toEqual([]);
});

test('memory that runs out is a fault', async () => {
  const eat = 'const all = []; setInterval(() => all.push(Buffer.alloc(4e6, 1)), 5);';
  await stage.run('web', ['--memory', '48m', '--memory-swap', '48m'], ['node', '-e', eat]);
  await untilDown();
  expect(await stage.container('web')).toMatchObject({ oomKilled: true, exitsAtMs: [expect.any(Number)] });
  expect(await intents()).toEqual([]);
  const metrics = await (await fetch(`${stage.agent().url}/metrics`)).text();
  expect(metrics).toMatch(new RegExp(`container_oom_events_total\\{name="${stage.name('web')}".*\\} [1-9]`));
});

/** Each with what it leaves behind: an intent, or none. */
const deeds: readonly [
  name: string,
  flags: readonly string[],
  deed: (id: string) => Promise<unknown>,
  left: string[],
][] = [
  ['docker stop', ['--init'], (id) => docker('stop', id), ['stop']],
  ['docker stop that has to use SIGKILL', [], (id) => docker('stop', '-t', '1', id), ['stop']],
  ['docker stop by the signal of the image', ['--init', '--stop-signal', 'QUIT'], (id) => docker('stop', id), ['stop']],
  ['docker stop under a restart policy', ['--init', '--restart', 'always'], (id) => docker('stop', id), ['stop']],
  ['docker rm -f', ['--init'], (id) => docker('rm', '-f', id), ['remove']],
  ['docker restart', ['--init'], (id) => docker('restart', id), []],
  ['docker pause', ['--init'], (id) => docker('pause', id), ['pause']],
];

test.each(deeds)('%s by a person never looks like a crash', async (_, flags, deed, left) => {
  const id = await runWeb(flags);
  await untilUp();
  const recorder = record(stage.snapshot, crashedIn);
  await deed(id);
  await expect.poll(intents, WAIT).toEqual(left.flatMap(ofWeb));
  const { seen, looks } = await recorder.stop();
  expect(seen).toEqual([]);
  expect(looks).toBeGreaterThan(2);
  expect((await stage.container('web'))?.exitsAtMs ?? []).toEqual([]);
});

test('an intent ends with the start, a pause with the unpause', async () => {
  const id = await runWeb();
  await untilUp();
  await docker('stop', id);
  await expect.poll(intents, WAIT).toEqual(ofWeb('stop'));
  await docker('start', id);
  await expect.poll(intents, WAIT).toEqual([]);
  await docker('pause', id);
  await expect.poll(intents, WAIT).toEqual(ofWeb('pause'));
  await docker('unpause', id);
  await expect.poll(intents, WAIT).toEqual([]);
});

test('intents outlive the agent, and what happened while it was away is known', async () => {
  const id = await runWeb();
  const other = await stage.run('db', ['--init'], ['sleep', '600']);
  await untilUp();
  await docker('stop', id);
  await expect.poll(intents, WAIT).toEqual(ofWeb('stop'));
  await stage.restartAgent(() => docker('kill', other));
  expect(await intents()).toEqual(ofWeb('stop'));
  await expect
    .poll(() => stage.container('db'), WAIT)
    .toMatchObject({
      state: 'exited',
      settling: false,
      exitsAtMs: [expect.any(Number)],
    });
  await stage.restartAgent(() => docker('start', id));
  expect(await intents()).toEqual([]);
});

test('Docker restarts it by its own policy: each exit is counted', async () => {
  await stage.run('web', ['--restart', 'on-failure:2'], ['sh', '-c', 'sleep 0.3; exit 1']);
  await expect.poll(async () => (await stage.container('web'))?.restartCount, WAIT).toBe(2);
  await untilDown();
  expect((await stage.container('web'))?.exitsAtMs).toHaveLength(3);
});
