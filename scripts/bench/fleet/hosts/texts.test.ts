import { hostAgentReader } from '@ares/adapters/host-agent';
import { prometheusReader } from '@ares/adapters/prometheus';
import { HOST_AGENT_PORT, PROMETHEUS_PORT } from '@ares/config/aws';
import { featureNames } from '@ares/core';
import { expect, onTestFinished, test } from 'vitest';
import { fleetEntries } from './fleet-entries.ts';
import { services } from './services.ts';
import { stubHosts } from './stub-hosts.ts';

const TIMEOUT_MS = 5_000;

test('the real readers understand what the hosts say', async () => {
  const fleet = await stubHosts(fleetEntries(2, 99));
  onTestFinished(() => fleet.close());
  const [first] = fleetEntries(2, 99);
  if (!first) throw new Error('two hosts');
  const { hostId, address } = first;
  const agents = [{ hostId, url: `http://${address}:${HOST_AGENT_PORT}` }];
  const snapshot = () => hostAgentReader({ agents }).snapshot({ hostId }, TIMEOUT_MS);
  const states = async () => Object.groupBy((await snapshot()).containers, ({ state }) => state);
  expect((await states()).running).toHaveLength(services.length);
  fleet.trouble(0, 'crashed');
  expect((await states()).exited).toMatchObject([{ composeService: 'order', exitCode: 137 }]);
  const reading = await prometheusReader({ url: `http://${address}:${PROMETHEUS_PORT}` }).read({ hostId }, TIMEOUT_MS);
  expect(reading).toMatchObject({ quarantined: 0, dropped: 0 });
  const found = new Set(reading.samples.map(({ feature }) => feature));
  expect(featureNames.filter((name) => !found.has(name))).toEqual([
    'memoryExhaustionSeconds',
    'errorRatio30m',
    'errorRatio1h',
    'errorRatio6h',
  ]);
  expect(fleet.use()).toMatchObject({ snapshots: 2, queries: 1 });
});
