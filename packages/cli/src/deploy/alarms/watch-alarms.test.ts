import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { fakeClients } from '../testing/fake-clients.ts';
import { ringing, watchAlarms } from './watch-alarms.ts';

const mock = mockClient(CloudWatchClient);
const { cloudwatch } = fakeClients();
beforeEach(() => mock.reset());
afterAll(() => mock.restore());

const MINUTE_MS = 60_000;

/** Time passes by sleeping only; `rings` says what rings at each minute. */
function watchOf(rings: (minute: number) => readonly string[]) {
  let nowMs = 0;
  mock.on(DescribeAlarmsCommand).callsFake(() => ({
    MetricAlarms: rings(nowMs / MINUTE_MS).map((AlarmName) => ({ AlarmName, StateReason: 'why' })),
  }));
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  return { cloudwatch, fleet: 'shop', nowMs: () => nowMs, sleep };
}

const none = new Map<string, string>();

test('only alarms of this fleet that ring now are asked for', async () => {
  const watch = watchOf(() => ['ARES shop: no ticks']);
  expect(await ringing(watch)).toEqual(new Map([['ARES shop: no ticks', 'why']]));
  expect(mock.commandCalls(DescribeAlarmsCommand)[0]?.args[0].input).toMatchObject({
    AlarmNamePrefix: 'ARES shop: ',
    StateValue: 'ALARM',
  });
});

test('a quiet time is well, to its end', async () => {
  const watch = watchOf(() => []);
  await watchAlarms(10 * MINUTE_MS, none, watch);
  expect(watch.nowMs()).toBe(10 * MINUTE_MS);
});

test('an alarm that rings for three minutes is believed at once', async () => {
  const watch = watchOf((minute) => (minute >= 2 ? ['late'] : []));
  await expect(watchAlarms(10 * MINUTE_MS, none, watch)).rejects.toThrow('these alarms ring: late (why)');
  expect(watch.nowMs()).toBe(5 * MINUTE_MS);
});

test('one that rings at the end is believed, however short', async () => {
  const watch = watchOf((minute) => (minute >= 10 ? ['at the end'] : []));
  await expect(watchAlarms(10 * MINUTE_MS, none, watch)).rejects.toThrow('at the end');
});

test.each([
  { name: 'that rang before', before: new Map([['old', 'x']]), rings: () => ['old'] },
  { name: 'that ends within three minutes', before: none, rings: (minute: number) => (minute < 2.5 ? ['first'] : []) },
  {
    name: 'that rings now and then',
    before: none,
    rings: (minute: number) => (minute < 10 && minute % 2 === 0 ? ['now'] : []),
  },
])('an alarm $name is not the fault of the deployment', async ({ before, rings }) => {
  await expect(watchAlarms(10 * MINUTE_MS, before, watchOf(rings))).resolves.toBeUndefined();
});
