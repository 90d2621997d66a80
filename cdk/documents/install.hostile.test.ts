import { hostileVariable } from '@ares/adapters/local-runner/testing';
import { test } from 'vitest';
import { expectRefused } from './testing/expect-refused.ts';
import { InstallStage } from './testing/install-stage.ts';

const NAMES = ['Kind', 'FleetTag', 'BundleS3', 'BundleSha256', 'AgentImage', 'PrometheusImage', 'EventBus'];

test('security 9: a thousand hostile values, none escapes', { timeout: 300_000 }, async () => {
  const stage = new InstallStage();
  const parameters = stage.bundle('one');
  await expectRefused({ stage, parameters: () => parameters, names: NAMES, values: hostileVariable, numRuns: 1_000 });
});
