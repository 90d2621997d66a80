import { hostileVariable } from '@ares/adapters/local-runner/testing';
import { test } from 'vitest';
import { expectRefused } from './testing/expect-refused.ts';
import { ReleaseStage } from './testing/release-stage.ts';

test('security 9: a thousand hostile values, none escapes', { timeout: 300_000 }, async () => {
  const stage = new ReleaseStage();
  const names = ['BundleSha256'];
  await expectRefused({ stage, parameters: () => ({}), names, values: hostileVariable, numRuns: 1_000 });
});
