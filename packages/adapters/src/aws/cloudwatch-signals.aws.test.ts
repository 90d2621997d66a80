import { randomBytes } from 'node:crypto';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { cloudWatchSignals } from './cloudwatch-signals.ts';
import { type Emulator, emulators } from './ec2/testing/emulator.ts';

const PERIOD_MS = 300_000;

/** Values of a host in the last whole period, as EC2 would have put them. */
async function measure(cloudwatch: CloudWatchClient, hostId: string, values: Record<string, number>, nowMs: number) {
  const Timestamp = new Date(Math.floor(nowMs / PERIOD_MS) * PERIOD_MS - PERIOD_MS);
  const MetricData = Object.entries(values).map(([MetricName, Value]) => ({
    MetricName,
    Value,
    Timestamp,
    Dimensions: [{ Name: 'InstanceId', Value: hostId }],
  }));
  await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/EC2', MetricData }));
}

test.each<Emulator>(['MiniStack', 'moto'])('reads what was measured on %s', async (emulator) => {
  const cloudwatch = new CloudWatchClient(emulators[emulator]());
  const [busy, silent] = [`i-${randomBytes(8).toString('hex')}`, `i-${randomBytes(8).toString('hex')}`];
  const nowMs = Date.now();
  await measure(cloudwatch, busy, { CPUUtilization: 93.5, StatusCheckFailed: 1, NetworkIn: 2e6 }, nowMs);
  const { signals, incomplete } = await cloudWatchSignals(cloudwatch)([busy, silent], nowMs);
  expect(signals.map(({ hostId, name, value }) => [hostId, name, value])).toEqual([
    [busy, 'CPUUtilization', 93.5],
    [busy, 'StatusCheckFailed', 1],
    [busy, 'NetworkIn', 2e6],
  ]);
  expect(incomplete).toEqual([]);
});
