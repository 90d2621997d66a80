import { expect, test } from 'vitest';
import { newServiceModel } from '../../../packages/core/src/analyze/risk/service-model.ts';
import type { MinuteRow } from '../../../packages/core/src/model/minute-rows.ts';
import { follow } from './follow.ts';
import { quietService } from './quiet-service.ts';

const HOURS_12 = 720;
const rows = quietService(0, 1).slice(0, HOURS_12 + 10);
const slow = rows.map(([atMs, cpu, memory, latency, ...rest], n): MinuteRow => {
  const by = n < HOURS_12 ? 1 : 10;
  return [atMs, by * Number(cpu), Number(memory), by * Number(latency), ...rest.map(Number)];
});

test('a trouble of two metrics is told once, with its name, and by which look', () => {
  const model = newServiceModel();
  follow(model, slow.slice(0, HOURS_12));
  expect(follow(model, slow.slice(HOURS_12))).toMatchObject([{ symptom: 'latency', by: 'witness' }]);
});

test('a generated service is the same for the same seed, and measured in every minute', () => {
  expect(quietService(3, 1)).toEqual(quietService(3, 1));
  expect(quietService(4, 1)).not.toEqual(quietService(3, 1));
  for (const [, ...values] of rows) expect(values.every((value) => Number.isFinite(value))).toBe(true);
});
