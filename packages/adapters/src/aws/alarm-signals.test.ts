import { type AlarmMessage, hostSignal } from '@ares/config/aws';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarmSignals } from './alarm-signals.ts';

/** The `configuration.metrics` of an event "CloudWatch Alarm State Change", as the service's guide prints it. */
const series = (InstanceId: string, id = 'm1') => ({
  id,
  metricStat: {
    metric: { namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions: { InstanceId } },
    period: 300,
    stat: 'Average',
  },
  returnData: true,
});

const message = (metrics: unknown, over: Partial<AlarmMessage> = {}): AlarmMessage => ({
  kind: 'alarm',
  name: 'cart CPU',
  state: 'ALARM',
  reason: 'Threshold Crossed: 1 datapoint [99.5] was greater than the threshold (70.0).',
  time: '2027-01-15T08:00:00Z',
  metrics,
  ...over,
});

test('one signal for each instance that the alarm is about', () => {
  const math = { id: 'e1', expression: 'm1 + m2', label: 'sum', returnData: true };
  const metrics = [
    series('i-12345678901234567'),
    series('i-76543210987654321', 'm2'),
    series('i-12345678901234567'),
    math,
  ];
  expect(alarmSignals(message(metrics))).toEqual(
    ['i-12345678901234567', 'i-76543210987654321'].map((hostId) => ({
      hostId,
      name: 'cart CPU',
      value: 'ALARM',
      words: expect.stringContaining('alarm cart CPU is ALARM: Threshold Crossed'),
      atMs: Date.parse('2027-01-15T08:00:00Z'),
    })),
  );
});

test.each([
  ['no metrics', undefined],
  ['a series of a load balancer', [{ metricStat: { metric: { dimensions: { LoadBalancer: 'app/x' } } } }]],
  ['an instance id that is none', [series('../../etc')]],
])('%s is no signal', (_, metrics) => expect(alarmSignals(message(metrics))).toEqual([]));

test('row 35: whatever stands in an alarm, a signal fits its message', () =>
  fc.assert(
    fc.property(fc.anything(), fc.string({ unit: 'binary', maxLength: 3_000 }), (anything, reason) => {
      for (const metrics of [anything, [anything], [series('i-12345678901234567'), anything]])
        for (const signal of alarmSignals(message(metrics, { reason }))) {
          expect(hostSignal.parse(signal)).toEqual(signal);
          expect(signal.words.isWellFormed() && !signal.words.includes('\0')).toBe(true);
        }
    }),
  ));
