import { databaseConnectionsMax } from '@ares/config/aws';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instanceSizes, KEPT_BACK_CONNECTIONS } from '../database/instance-sizes.ts';
import { planConcurrency } from './concurrency.ts';
import { QuotaError } from './quota-error.ts';

const sizes = Object.keys(instanceSizes) as (keyof typeof instanceSizes)[];

test('a hundred hosts fit into a new account with the smallest database', () => {
  expect(planConcurrency({ hosts: 100, lambdaConcurrency: 10, databaseInstance: 't4g.micro' })).toEqual({
    shards: 2,
    eventSources: { ticks: 2, actions: 2, follow: 2, notifications: 2 },
    api: 5,
    reserved: 0,
    poolSize: 2,
    executions: 10,
    connections: 24,
    connectionsMax: 65,
  });
});

test('ten thousand hosts are planned with where quota and database allow', () => {
  const plan = planConcurrency({ hosts: 10_000, lambdaConcurrency: 1_000, databaseInstance: 't4g.medium' });
  expect(plan).toMatchObject({ shards: 134, eventSources: { ticks: 67, actions: 14, follow: 14 }, api: 5 });
});

test.each([
  { lambdaConcurrency: 10, reserved: 0 },
  { lambdaConcurrency: 109, reserved: 0 },
  { lambdaConcurrency: 110, reserved: 10 },
  { lambdaConcurrency: 1_000, reserved: 10 },
])('an account of $lambdaConcurrency executions reserves $reserved for the API', ({ lambdaConcurrency, reserved }) =>
  expect(planConcurrency({ hosts: 100, lambdaConcurrency, databaseInstance: 't4g.micro' })).toMatchObject({
    reserved,
    executions: 10,
  }),
);

test('a fleet that is too large names the quota, the figures and the remedy', () => {
  const plan = () => planConcurrency({ hosts: 10_000, lambdaConcurrency: 10, databaseInstance: 't4g.micro' });
  expect(plan).toThrow(QuotaError);
  expect(plan).toThrow(/Concurrent executions” \(L-B99A9384\): 99 needed, 10 there; .*-c lambdaConcurrency=/);
  expect(plan).toThrow(/connections of the database instance t4g.micro: \d+ needed, 65 there; .*-c databaseInstance=/);
});

test('no plan exceeds the quota of the account or the connections of the database', () =>
  fc.assert(
    fc.property(
      fc.record({
        hosts: fc.integer({ min: 1, max: 20_000 }),
        lambdaConcurrency: fc.integer({ min: 10, max: 2_000 }),
        databaseInstance: fc.constantFrom(...sizes),
      }),
      (needs) => {
        const plan = planned(needs);
        if (!plan) return;
        const { ticks, actions, follow, notifications } = plan.eventSources;
        const left = needs.lambdaConcurrency - plan.reserved;
        expect(ticks + actions + follow + notifications + 2).toBeLessThanOrEqual(left);
        if (plan.reserved > 0) expect(left).toBeGreaterThanOrEqual(100);
        expect(plan.reserved).toBeLessThanOrEqual(databaseConnectionsMax.api);
        const ofLoop = plan.poolSize * (ticks + actions + follow + 1);
        const there = instanceSizes[needs.databaseInstance] - KEPT_BACK_CONNECTIONS;
        expect(ofLoop + databaseConnectionsMax.api).toBeLessThanOrEqual(there);
        expect(Math.min(ticks, actions, follow, notifications)).toBeGreaterThanOrEqual(2);
      },
    ),
  ));

test('more hosts never get less', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 1_000 }), (hosts, more) => {
      const of = (count: number) =>
        planConcurrency({ hosts: count, lambdaConcurrency: 1_000, databaseInstance: 't4g.large' });
      expect(of(hosts + more).executions).toBeGreaterThanOrEqual(of(hosts).executions);
      expect(of(hosts + more).shards).toBeGreaterThanOrEqual(of(hosts).shards);
    }),
  ));

function planned(needs: Parameters<typeof planConcurrency>[0]) {
  try {
    return planConcurrency(needs);
  } catch (error) {
    expect(error).toBeInstanceOf(QuotaError);
    return undefined;
  }
}
