import { expect, test } from 'vitest';
import { modelled } from '../../model/modelled.ts';
import { serviceMetrics } from './service-metrics.ts';

test('the metrics of a service stand in the order of its minute rows', () =>
  expect(serviceMetrics.map(({ name }) => name)).toEqual(modelled));
