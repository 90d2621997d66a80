import { metricDimensions } from '@ares/config/aws';
import { afterEach, expect, test, vi } from 'vitest';
import { metricsOf } from './metrics-of.ts';

vi.stubEnv('POWERTOOLS_DEV', 'true');
vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
const written = vi.spyOn(console, 'log').mockImplementation(() => {});
afterEach(() => written.mockClear());

test('values have the dimensions that alarms ask for, and the unit of their name', () => {
  const { measure, flush } = metricsOf('tick', 'shop');
  measure('TicksCompleted', 1);
  measure('TicksCompleted', 1);
  measure('TickAgeMs', 40);
  flush();
  const line = JSON.parse(String(written.mock.calls[0]?.[0]));
  expect(line).toMatchObject({ ...metricDimensions('shop', 'tick'), TicksCompleted: [1, 1], TickAgeMs: 40 });
  const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics;
  expect([Namespace, Dimensions[0].toSorted()]).toEqual(['ARES', ['fleet', 'service']]);
  expect(Metrics).toContainEqual(expect.objectContaining({ Name: 'TickAgeMs', Unit: 'Milliseconds' }));
  expect(Metrics).toContainEqual(expect.objectContaining({ Name: 'TicksCompleted', Unit: 'Count' }));
});

test('an invocation that measured nothing writes nothing', () => {
  metricsOf('heal', 'shop').flush();
  expect(written).not.toHaveBeenCalled();
});
