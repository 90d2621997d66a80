import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FakeHost, fakeHost } from './testing/fake-host.ts';
import { hostileVariable } from './testing/hostile.ts';
import { resultOf } from './testing/script-result.ts';

const NAMES = [
  'ActionId',
  'Epoch',
  'Shard',
  'Kind',
  'ContainerName',
  'ContainerId',
  'StartedAt',
  'Replicas',
  'ExpiresAt',
  'StopTimeoutSeconds',
];
const LABELS = ['policy', 'oneoff', 'project', 'service', 'directory', 'files', 'envFiles', 'hash'];

const shells = fc.constantFrom('/bin/dash', '/bin/bash');

/** Runs the script in a folder of the host's own, where a `touch pwned` would leave its mark. */
const inside = (host: FakeHost) => ({ prologue: `cd "${host.path()}"\n` });
const expectNothingRan = (host: FakeHost) => {
  expect(existsSync(host.path('pwned'))).toBe(false);
  expect(host.changes()).toEqual([]);
};

test('security 9: the script refuses a thousand hostile values that no sender checked', {
  timeout: 300_000,
}, async () => {
  const host = fakeHost();
  host.addContainer(1);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NAMES), hostileVariable, shells, async (name, value, shell) => {
      const kind = name === 'Replicas' ? 'scale' : 'restart';
      const end = await host.runRaw(host.parameters(kind, { [name]: value }), { ...inside(host), shell });
      expect(resultOf(end)).toMatchObject({ status: 'refused', reason: 'invalid-parameter' });
      expect(end).toMatchObject({ stderr: expect.stringContaining(name) });
      expectNothingRan(host);
    }),
    { numRuns: 1_000 },
  );
});

test('several hostile values at once do not get into the JSON either', { timeout: 60_000 }, async () => {
  const host = fakeHost();
  const record = fc.record(Object.fromEntries(NAMES.map((name) => [name, hostileVariable])));
  await fc.assert(
    fc.asyncProperty(record, async (values) => {
      const result = await host.run(values, inside(host));
      expect(result).toMatchObject({ status: 'refused', actionId: '', containerName: '', containerId: '', epoch: 0 });
      expectNothingRan(host);
    }),
    { numRuns: 50 },
  );
});

test.each(['recycle', 'scale'])(
  '%s: hostile labels are refused before anything is touched',
  { timeout: 60_000 },
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LABELS.filter((name) => name !== 'policy')),
        hostileVariable,
        async (label, value) => {
          const host = fakeHost();
          host.addContainer(1, {}, { [label]: value });
          const result = await host.run(host.parameters(kind), inside(host));
          expect(['failed', 'refused']).toContain(result.status);
          expectNothingRan(host);
        },
      ),
      { numRuns: 40 },
    );
  },
);

test('hostile labels do not matter to a restart, nor does what a container logs', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LABELS), hostileVariable, async (label, value) => {
      const host = fakeHost();
      host.addContainer(1, {}, { [label]: value });
      host.write('logs', `${value}\n{"status":"failed"}\n"}\n`);
      const result = await host.run(host.parameters('restart'), inside(host));
      expect(result).toMatchObject({ status: 'done' });
      expect(existsSync(host.path('pwned'))).toBe(false);
    }),
    { numRuns: 30 },
  );
});

test('a state directory that could break the JSON is refused', async () => {
  const host = fakeHost();
  const environment = { ARES_STATE_DIR: '/tmp/a","status":"done' };
  expect(await host.run(host.parameters('restart'), { environment })).toMatchObject({
    status: 'failed',
    reason: 'state-dir',
  });
});
