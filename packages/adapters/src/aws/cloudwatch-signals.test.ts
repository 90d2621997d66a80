import { hostSignal } from '@ares/config/aws';
import { CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { cloudWatchSignals } from './cloudwatch-signals.ts';

const NOW = Date.parse('2027-01-15T08:02:00Z');
const AT = Date.parse('2027-01-15T07:55:00Z');
const mock = mockClient(CloudWatchClient);
beforeEach(() => void mock.reset());
const read = cloudWatchSignals(new CloudWatchClient({ region: 'eu-central-1' }));

/** The answer to one series; of the first host these are h0s0 (CPU), h0s1 (status checks) and h0s2 (network). */
const result = (Id: string, value: number, over: MetricDataResult = {}): MetricDataResult => ({
  Id,
  StatusCode: 'Complete',
  Timestamps: [new Date(AT)],
  Values: [value],
  ...over,
});
const all = [result('h0s0', 12.5), result('h0s1', 1), result('h0s2', 5e6)];

test('three series a host, with the newest value of each', async () => {
  const [cpu, ...rest] = all;
  const twoPoints = { ...cpu, Timestamps: [new Date(AT), new Date(AT - 300_000)], Values: [12.5, 99] };
  mock.on(GetMetricDataCommand).resolves({ MetricDataResults: [twoPoints, ...rest] });
  expect(await read(['i-1'], NOW)).toEqual({
    signals: [
      { hostId: 'i-1', name: 'CPUUtilization', value: 12.5, words: 'CPU of the instance 12.5 %', atMs: AT },
      { hostId: 'i-1', name: 'StatusCheckFailed', value: 1, words: 'EC2 status checks fail', atMs: AT },
      { hostId: 'i-1', name: 'NetworkIn', value: 5e6, words: 'network in 5.0 MB over 5 min', atMs: AT },
    ],
    incomplete: [],
    quarantined: 0,
  });
});

test('what is asked: whole periods, newest first', async () => {
  mock.on(GetMetricDataCommand).resolves({});
  await read(['i-1'], NOW);
  const input = mock.commandCalls(GetMetricDataCommand)[0]?.args[0].input;
  expect(input).toMatchObject({ ScanBy: 'TimestampDescending', EndTime: new Date('2027-01-15T08:00:00Z') });
  expect(input?.MetricDataQueries?.[1]).toEqual({
    Id: 'h0s1',
    MetricStat: {
      Metric: {
        Namespace: 'AWS/EC2',
        MetricName: 'StatusCheckFailed',
        Dimensions: [{ Name: 'InstanceId', Value: 'i-1' }],
      },
      Period: 300,
      Stat: 'Maximum',
    },
  });
});

test('a fleet is read in calls of at most 500', async () => {
  mock.on(GetMetricDataCommand).resolves({});
  await read(
    Array.from({ length: 400 }, (_, i) => `i-${i}`),
    NOW,
  );
  const sizes = mock.commandCalls(GetMetricDataCommand).map(({ args }) => args[0].input.MetricDataQueries?.length);
  expect(sizes).toEqual([500, 500, 200]);
});

test('a host without a point has no signal: it is new, or it is gone', async () => {
  const [cpu, status, network] = all;
  mock
    .on(GetMetricDataCommand)
    .resolves({ MetricDataResults: [{ ...cpu, Timestamps: [], Values: [] }, status ?? {}, network ?? {}] });
  const { signals, incomplete } = await read(['i-1'], NOW);
  expect(signals.map(({ name }) => name)).toEqual(['StatusCheckFailed', 'NetworkIn']);
  expect(incomplete).toEqual([]);
});

test('row 36: a series over two pages is read to its end', async () => {
  const [cpu, status, network] = all;
  mock
    .on(GetMetricDataCommand)
    .resolvesOnce({ MetricDataResults: [{ ...cpu, StatusCode: 'PartialData' }, status ?? {}], NextToken: 'more' })
    .resolvesOnce({ MetricDataResults: [result('h0s0', 50, { Timestamps: [new Date(AT - 300_000)] }), network ?? {}] });
  const { signals, incomplete } = await read(['i-1'], NOW);
  expect(incomplete).toEqual([]);
  expect(signals.find(({ name }) => name === 'CPUUtilization')?.value).toBe(12.5);
});

test.each(['PartialData', 'InternalError', 'Forbidden'] as const)(
  'row 36: a series that is %s has no signal and is told',
  async (StatusCode) => {
    const [, status, network] = all;
    mock
      .on(GetMetricDataCommand)
      .resolves({ MetricDataResults: [result('h0s0', 1, { StatusCode }), status ?? {}, network ?? {}] });
    const { signals, incomplete } = await read(['i-1'], NOW);
    expect(signals.map(({ name }) => name)).toEqual(['StatusCheckFailed', 'NetworkIn']);
    expect(incomplete).toEqual([{ hostId: 'i-1', metric: 'CPUUtilization', reason: StatusCode }]);
  },
);

test('row 36: what CloudWatch leaves out is incomplete', async () => {
  mock.on(GetMetricDataCommand).resolves({ MetricDataResults: [] });
  const { signals, incomplete } = await read(['i-1'], NOW);
  expect(signals).toEqual([]);
  expect(incomplete).toHaveLength(3);
});

test('rows 20 and 36: a second page that is throttled makes its whole call incomplete, and no other', async () => {
  mock.on(GetMetricDataCommand).callsFake((input) => {
    const ids: string[] = input.MetricDataQueries.map(({ Id }: { Id: string }) => Id);
    if (input.NextToken) throw Object.assign(new Error('Rate exceeded'), { name: 'Throttling' });
    const MetricDataResults = ids.map((id) => result(id, 1));
    return ids.includes('h0s0') ? { MetricDataResults, NextToken: 'more' } : { MetricDataResults };
  });
  const hostIds = Array.from({ length: 200 }, (_, i) => `i-${i}`);
  const { signals, incomplete } = await read(hostIds, NOW);
  expect(incomplete).toHaveLength(500);
  expect(incomplete[0]).toEqual({ hostId: 'i-0', metric: 'CPUUtilization', reason: 'Throttling: Rate exceeded' });
  expect(signals).toHaveLength(100);
});

test('pages without end are not read without end', async () => {
  mock.on(GetMetricDataCommand).resolves({ MetricDataResults: all, NextToken: 'again' });
  expect((await read(['i-1'], NOW)).incomplete[0]?.reason).toBe('more than 50 pages');
});

test('row 31: what is no measurement is quarantined, and every signal fits its message', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.double(), { maxLength: 4 }), async (values) => {
      const Timestamps = values.map((_, i) => new Date(AT - i * 300_000));
      mock.on(GetMetricDataCommand).resolves({
        MetricDataResults: ['h0s0', 'h0s1', 'h0s2'].map((id) => result(id, 0, { Timestamps, Values: values })),
      });
      const { signals, quarantined } = await read(['i-1'], NOW);
      const good = values.filter((value) => Number.isFinite(value) && value >= 0);
      expect(quarantined).toBe(3 * (values.length - good.length));
      expect(signals).toHaveLength(good.length > 0 ? 3 : 0);
      for (const signal of signals) expect(hostSignal.parse(signal)).toEqual(signal);
    }),
  ));
