import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, imageOf } from '@ares/adapters/docker/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AgentStage, agentStage } from './testing/agent-stage.ts';
import { crashedIn, record } from './testing/recorder.ts';

const WAIT = { timeout: 15_000, interval: 20 };
let stage: AgentStage;
let directory: string;

const compose = (...args: readonly string[]) =>
  docker('compose', '-p', stage.fleet, '-f', join(directory, 'compose.yaml'), '--progress', 'quiet', ...args);
const writeCompose = (version: string) =>
  writeFileSync(
    join(directory, 'compose.yaml'),
    `services:
  web:
    image: ${imageOf('NODE_IMAGE')}
    init: true
    command: sleep 600
    environment: { VERSION: '${version}' }
    labels: { ares.service: web, ares.fleet: ${stage.fleet} }
`,
  );
const web = async (number = 1) =>
  (await stage.snapshot()).containers.find(({ name }) => name === `${stage.fleet}-web-${number}`);
const untilUp = (number = 1) => expect.poll(async () => (await web(number))?.state, WAIT).toBe('running');

beforeEach(async () => {
  stage = await agentStage();
  directory = mkdtempSync(join(tmpdir(), 'ares-compose-'));
  writeCompose('1');
  await compose('up', '-d');
  await untilUp();
});
afterEach(async () => {
  await compose('down', '-t', '1', '-v');
  await stage.close();
  rmSync(directory, { recursive: true });
});

test('Compose names what it runs, and can run another one of it', async () => {
  expect(await web()).toMatchObject({
    project: stage.fleet,
    composeService: 'web',
    configHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    scalable: true,
  });
});

test.each([
  ['a redeploy with another configuration', () => [writeCompose('2'), compose('up', '-d')]],
  ['a forced recreate', () => [compose('up', '-d', '--force-recreate')]],
  ['a restart', () => [compose('restart')]],
  ['down and up', () => [compose('down').then(() => compose('up', '-d'))]],
  ['stop and up', () => [compose('stop').then(() => compose('up', '-d'))]],
])('%s by a person does not look like a crash at any moment, and leaves no intent', async (_, deed) => {
  const before = await web();
  const recorder = record(stage.snapshot, crashedIn);
  await Promise.all(deed());
  await expect.poll(async () => (await web())?.startedAt, WAIT).not.toBe(before?.startedAt);
  await untilUp();
  await expect.poll(() => stage.intents(), WAIT).toEqual([]);
  expect((await recorder.stop()).seen).toEqual([]);
});

test('fewer replicas, by a person: the one that went is an intent, the one that stayed runs', async () => {
  await compose('up', '-d', '--scale', 'web=2');
  await untilUp(2);
  const recorder = record(stage.snapshot, crashedIn);
  await compose('up', '-d', '--scale', 'web=1');
  await expect.poll(() => stage.intents(), WAIT).toEqual([`remove ${stage.fleet}-web-2`]);
  expect((await recorder.stop()).seen).toEqual([]);
  expect((await web())?.state).toBe('running');
});

/** As the remediation script does before it acts. */
function writeLedger(kind: string, containerId: string): void {
  const ledger = join(stage.stateDir, 'ledger');
  mkdirSync(ledger, { recursive: true });
  const entry = {
    actionId: 'test-action.0.1',
    kind,
    containerName: `${stage.fleet}-web-1`,
    containerId,
    project: stage.fleet,
    service: 'web',
    epoch: 1,
    startedAtMs: Date.now(),
  };
  const file = join(ledger, `${entry.actionId}.started.json`);
  writeFileSync(`${file}.new`, JSON.stringify(entry));
  renameSync(`${file}.new`, file);
}

test.each([
  ['restart', (id: string) => docker('restart', id)],
  ['recycle', () => compose('up', '-d', '--force-recreate')],
] as const)('a %s by ARES is never the intent of a person', async (kind, act) => {
  const before = await web();
  const recorder = record(stage.snapshot, ({ intents }) => intents.map(({ containerName }) => containerName));
  writeLedger(kind, before?.id ?? '');
  await act(before?.id ?? '');
  await expect.poll(async () => (await web())?.startedAt, WAIT).not.toBe(before?.startedAt);
  await untilUp();
  expect((await recorder.stop()).seen).toEqual([]);
  expect((await web())?.exitsAtMs).toEqual([]);
});

test('a stop by a person right after a restart by ARES is the intent of a person', async () => {
  const before = await web();
  writeLedger('restart', before?.id ?? '');
  await docker('restart', before?.id ?? '');
  await docker('stop', before?.id ?? '');
  await expect.poll(() => stage.intents(), WAIT).toEqual([`stop ${stage.fleet}-web-1`]);
});
