import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emitPolicyJsonSchema, parsePolicy } from './index.ts';

const repository = new URL('../../../../', import.meta.url);

test('the schema file that editors read is the one in force (`npx ares policy schema` prints it)', () => {
  const file = new URL('packages/config/ares.policy.schema.json', repository);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(emitPolicyJsonSchema())));
});

test("the demo shop's policy is valid, lets ARES act, and never recreates a store", () => {
  const parsed = parsePolicy(readFileSync(new URL('ares.policy.yaml', repository), 'utf8'), 'ares.policy.yaml');
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  const { profiles } = parsed.policy;
  expect(profiles.default.autonomy).toBe('shadow');
  expect(profiles.stateless).toMatchObject({ autonomy: 'auto', stateful: false });
  expect(profiles.stateful).toMatchObject({ autonomy: 'auto', stateful: true, ladders: { crash: ['restart'] } });
});
