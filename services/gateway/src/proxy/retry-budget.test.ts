import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

test('retries never exceed the share of calls and the reserve', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (steps) => {
      const budget = new RetryBudget(0.2);
      let calls = 0;
      let retries = 0;
      for (const isCall of steps) {
        if (isCall) {
          calls += 1;
          budget.earn();
        } else if (budget.spend()) retries += 1;
      }
      expect(retries).toBeLessThanOrEqual(10 + 0.2 * calls + 1e-6);
    }),
  );
});

test('an empty budget fills again with calls', () => {
  const budget = new RetryBudget(0.5);
  while (budget.spend());
  budget.earn();
  expect(budget.spend()).toBe(false);
  budget.earn();
  expect(budget.spend()).toBe(true);
});
