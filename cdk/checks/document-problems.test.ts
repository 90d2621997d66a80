import { expect, test } from 'vitest';
import { seeded } from '../testing/seeded.ts';
import type { Resource } from '../testing/template.ts';
import type { Check } from './check.ts';
import {
  constrainsParameters,
  interpolatesNothing,
  passesByEnvironment,
  refusesOldAgents,
} from './document-problems.ts';

const good = { type: 'String', interpolationType: 'ENV_VAR', allowedPattern: '^[a-z]+$' };

const document = (parameter: object, script = 'fail agent-too-old'): Resource => ({
  Type: 'AWS::SSM::Document',
  Properties: {
    Content: { parameters: { Name: { ...good, ...parameter } }, mainSteps: [{ inputs: { runCommand: [script] } }] },
  },
});

test.each<[string, Check, Resource]>([
  ['4: any text', constrainsParameters, document({ allowedPattern: undefined })],
  ['4: a pattern that is open at its end', constrainsParameters, document({ allowedPattern: '^[a-z]+' })],
  ['4: a pattern that is open at its beginning', constrainsParameters, document({ allowedPattern: '[a-z]+$' })],
  ['4: no value at all', constrainsParameters, document({ allowedPattern: undefined, allowedValues: [] })],
  ['5: text in the shell', passesByEnvironment, document({ interpolationType: undefined })],
  ['5: a list', passesByEnvironment, document({ type: 'StringList' })],
  ['6: a fallback for old agents', interpolatesNothing, document({}, 'export SSM_Name="{{ Name }}"')],
  ['7: any agent', refusesOldAgents, document({}, 'echo "$SSM_Name"')],
])('security %s is found', (_, check, bad) => {
  expect(check(seeded(document({})))).toEqual([]);
  expect(check(seeded(bad))).toEqual([expect.stringContaining('Seeded/Resource0 ')]);
});
