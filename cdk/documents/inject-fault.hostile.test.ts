import { existsSync } from 'node:fs';
import { hostileVariable } from '@ares/adapters/local-runner/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectRefused } from './testing/expect-refused.ts';
import { FaultStage } from './testing/fault-stage.ts';

const NAMES = ['FaultId', 'Kind', 'ContainerName', 'Service', 'DurationSeconds'];

test('security 9: a thousand hostile values, none escapes', { timeout: 300_000 }, async () => {
  const stage = new FaultStage();
  const parameters = (name: string) => stage.parameters('kill', name === 'Service' ? { ContainerName: '' } : {});
  await expectRefused({ stage, parameters, names: NAMES, values: hostileVariable, numRuns: 1_000 });
});

test.each(['0', '301', '999', '1e2', '-1', '60 ', '007', '0x10'])('%j seconds are refused', async (DurationSeconds) => {
  const stage = new FaultStage();
  expect(await stage.run(stage.parameters('kill', { DurationSeconds }))).toMatchObject({
    status: 'refused',
    reason: 'invalid-parameter',
  });
});

const FACTS = ['id', 'name', 'start', 'memory', 'networkMode', 'hostConfig', 'service', 'policy'] as const;
/** Only words: no word begins an option, and nothing is left for a shell. */
const NETWORK_COMMAND = /^network (dis)?connect( --(ip|alias) [\w.-]+)* \w[\w.-]* \S+$/;

test('what Docker says of a container gets into no command and no JSON', { timeout: 120_000 }, async () => {
  const oneLine = hostileVariable.map((value) => value.replaceAll('\n', ' '));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FACTS), oneLine, async (fact, value) => {
      const stage = new FaultStage({ [fact]: value });
      stage.write('networks', `${value} - cart\nshop_app ${value} ${value},cart\n`);
      const result = await stage.run(stage.parameters('disconnect'), { prologue: 'sleep() { :; }\n' });
      expect(result).toMatchObject({ kind: 'disconnect' });
      expect(existsSync(stage.path('pwned'))).toBe(false);
      for (const change of stage.changes()) expect(change).toMatch(NETWORK_COMMAND);
    }),
    { numRuns: 60 },
  );
});
