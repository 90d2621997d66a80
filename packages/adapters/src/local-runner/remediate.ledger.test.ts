import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fakeHost, idOf } from './testing/fake-host.ts';

const STARTED = 'state/ledger/incident-1.0.1.started.json';
const FINISHED = 'state/ledger/incident-1.0.1.finished.json';

test.each(['restart', 'recycle', 'scale', 'capture'])(
  'row 4: a repeated %s does nothing and is told the first result',
  async (kind) => {
    const host = fakeHost();
    host.addContainer(1);
    const first = await host.run(host.parameters(kind));
    const changes = host.changes();
    const again = await host.run(host.parameters(kind, { Epoch: '8' }));
    expect(again).toEqual({ ...first, status: 'repeat', firstStatus: 'done' });
    expect(host.changes()).toEqual(changes);
  },
);

test('two deliveries at once start a container once', async () => {
  const host = fakeHost();
  host.addContainer(1, { state: 'exited' });
  const results = await Promise.all([1, 2, 3].map(() => host.run(host.parameters('restart'))));
  expect(results.map(({ status }) => status).sort()).toEqual(['done', 'repeat', 'repeat']);
  expect(host.starts()).toHaveLength(1);
});

test('started without a finish is unknown, and stays so', async () => {
  const host = fakeHost();
  host.addContainer(1);
  await host.run(host.parameters('restart'), { prologue: 'on_start() { kill -KILL "$$"; }\n' });
  const started = host.read(STARTED);
  const crashed = fakeHost();
  crashed.addContainer(1);
  mkdirSync(crashed.path('state/ledger'), { recursive: true });
  crashed.write(STARTED, started);
  for (const _ of [1, 2]) {
    expect(await crashed.run(crashed.parameters('restart'))).toMatchObject({
      status: 'unknown',
      reason: 'interrupted',
    });
  }
  expect(crashed.changes()).toEqual([]);
});

test.each([{ Kind: 'capture' }, { ContainerName: 'shop-web-2' }, { ContainerId: idOf(2) }])(
  'an action id that was used for something else is refused (%j)',
  async (over) => {
    const host = fakeHost();
    host.addContainer(1);
    host.addContainer(2);
    await host.run(host.parameters('restart'));
    const changes = host.changes();
    const result = await host.run(host.parameters('restart', over));
    expect(result).toMatchObject({ status: 'refused', reason: 'action-mismatch' });
    expect(host.changes()).toEqual(changes);
  },
);

test.each([STARTED, FINISHED])('a corrupt entry (%s) is unknown and nothing is done', async (file) => {
  const host = fakeHost();
  host.addContainer(1);
  mkdirSync(host.path('state/ledger'), { recursive: true });
  host.write(file, '{"actionId":"inci');
  expect(await host.run(host.parameters('recycle'))).toMatchObject({ status: 'unknown', reason: 'ledger-corrupt' });
  expect(host.changes()).toEqual([]);
});

test('a recycle whose plan is corrupt is unknown, not guessed', async () => {
  const host = fakeHost();
  host.addContainer(1);
  await host.run(host.parameters('recycle'));
  const plan = host.read(STARTED);
  const crashed = fakeHost();
  crashed.addContainer(1);
  mkdirSync(crashed.path('state/ledger'), { recursive: true });
  crashed.write(STARTED, plan.replace(/"files":"[^"]*"/, '"files":""'));
  expect(await crashed.run(crashed.parameters('recycle'))).toMatchObject({
    status: 'unknown',
    reason: 'ledger-corrupt',
  });
});

test('query tells what the ledger knows, takes no part in the fencing and touches nothing', async () => {
  const host = fakeHost();
  host.addContainer(1);
  const query = host.parameters('query', { Epoch: '1', ContainerId: '', StartedAt: '' });
  expect(await host.run(query)).toMatchObject({ status: 'unknown', reason: 'no-entry', ledger: 'none' });

  const first = await host.run(host.parameters('restart'));
  const finished = host.read(FINISHED);
  expect(await host.run(query)).toEqual({ ...first, status: 'repeat', firstStatus: 'done', ledger: 'finished' });

  const other = fakeHost();
  mkdirSync(other.path('state/ledger'), { recursive: true });
  mkdirSync(other.path('state/locks'), { recursive: true });
  other.write(STARTED, host.read(STARTED));
  expect(await other.run(query)).toMatchObject({ status: 'unknown', reason: 'interrupted', ledger: 'started' });
  expect(other.read('calls')).toBe('');
  expect(host.read(FINISHED)).toBe(finished);
});

test('a query says that the action is still running while its lock is held', async () => {
  const host = fakeHost();
  host.addContainer(1);
  host.write('hang-restart', '');
  const acting = host.run(host.parameters('restart'), { prologue: 'timeout() { shift 3; command timeout 3 "$@"; }\n' });
  await expect.poll(() => host.read('calls'), { timeout: 10_000 }).toContain('restart -t');
  expect(await host.run(host.parameters('query'))).toMatchObject({
    status: 'unknown',
    reason: 'running',
    ledger: 'started',
  });
  expect(await acting).toMatchObject({ status: 'failed', reason: 'docker-timeout' });
});
