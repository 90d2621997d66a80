import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aFunction, aTemplate } from '../testing/a-template.ts';
import { estimate } from './estimate.ts';
import { freeTypes } from './pricers/free-types.ts';
import { pricers } from './pricers/pricers.ts';
import { priceTable } from './prices/price-table.ts';

const of = (resources: Parameters<typeof aTemplate>[0], hosts = 100) =>
  estimate([aTemplate(resources)], { region: 'us-east-1', hosts, tickMs: 15_000 });

const dispatch = aFunction('dispatch', { SHARDS: '2', CLOUDWATCH_METRICS_PER_HOUR: '3600' });

test('a type that nobody priced is an error that names it, so that nothing is silently free', () => {
  const seeded = { Gateway: ['AWS::EC2::NatGateway'], Role: ['AWS::IAM::Role'] } as const;
  expect(() => of(seeded)).toThrow('no price is known for AWS::EC2::NatGateway (Ares-test-Some/Gateway)');
});

test('a function of which nobody says how often it runs is an error', () => {
  expect(() => of({ New: aFunction('brand-new') })).toThrow('Ares-test-Some/New: nobody says how often');
  expect(() => of({ Stranger: ['AWS::Lambda::Function', {}] })).toThrow('Ares-test-Some/Stranger');
});

test('a queue with dead letters of which nobody says how much it carries is an error', () => {
  expect(() => of({ OtherQueue1: ['AWS::SQS::Queue', { RedrivePolicy: {} }] })).toThrow('how many messages');
  expect(of({ TicksDeadLetters1: ['AWS::SQS::Queue'] }).totalUsd).toBe(0);
});

test.each([
  { size: 'db.t4g.micro', multiAz: false, usd: 0.016 * 730 + 20 * 0.115 },
  { size: 'db.t4g.micro', multiAz: true, usd: 2 * (0.016 * 730 + 20 * 0.115) },
  { size: 'db.t4g.large', multiAz: false, usd: 0.129 * 730 + 20 * 0.115 },
])('a database $size, standby $multiAz', ({ size, multiAz, usd }) => {
  const database = { DBInstanceClass: size, MultiAZ: multiAz, AllocatedStorage: '20' };
  const costs = of({ Database: ['AWS::RDS::DBInstance', database] });
  expect(costs.totalUsd).toBeCloseTo(usd);
  expect(costs.fixedUsd).toBe(costs.totalUsd);
});

test('a database of a class without a price is an error', () => {
  const huge = { DBInstanceClass: 'db.r8g.48xlarge', AllocatedStorage: '20' };
  expect(() => of({ Database: ['AWS::RDS::DBInstance', huge] })).toThrow('no price for rds.r8g.48xlarge-hour');
});

test.each([
  { name: 'of one metric', alarm: {}, usd: 0.1 },
  {
    name: 'of two metrics and their quotient',
    alarm: { Metrics: [{ MetricStat: {} }, { MetricStat: {} }, { Expression: 'a/b' }] },
    usd: 0.2,
  },
  { name: 'of parts of a minute', alarm: { Period: 10 }, usd: 0.3 },
])('an alarm $name', ({ alarm, usd }) =>
  expect(of({ Alarm: ['AWS::CloudWatch::Alarm', alarm] }).totalUsd).toBeCloseTo(usd),
);

test.each([
  { expression: 'cron(* * * * ? *)', invocations: 60 * 730 },
  { expression: 'rate(1 minute)', invocations: 60 * 730 },
  { expression: 'rate(2 hours)', invocations: 365 },
])('a schedule $expression', ({ expression, invocations }) => {
  const { lines } = of({ Every: ['AWS::Scheduler::Schedule', { ScheduleExpression: expression }] });
  expect(lines.map(({ price, quantity }) => [price, quantity])).toEqual([
    ['scheduler.invocation', expect.closeTo(invocations)],
  ]);
});

test('a schedule of which nobody can say how often it comes is an error', () => {
  const daily = { ScheduleExpression: 'cron(0 5 * * ? *)' };
  expect(() => of({ Every: ['AWS::Scheduler::Schedule', daily] })).toThrow('cron(0 5 * * ? *)" has no rate');
});

test('metrics of hosts grow with the fleet up to the budget that dispatch is given', () => {
  const reading = (hosts: number) =>
    of({ Dispatch: dispatch }, hosts).lines.find(({ price }) => price === 'cloudwatch.metric-read')?.quantity;
  expect(reading(50)).toBe(50 * 36 * 730);
  expect(reading(100)).toBe(3_600 * 730);
  expect(reading(1_000)).toBe(3_600 * 730);
});

test('a shard ticks every slot: half the time between two slots doubles the invocations by slots', () => {
  const ticks = (tickMs: number) =>
    estimate([aTemplate({ Dispatch: dispatch, Tick: aFunction('tick') })], {
      region: 'us-east-1',
      hosts: 100,
      tickMs,
    }).lines.find(({ what }) => what === 'function tick: invocations')?.quantity ?? 0;
  expect(ticks(7_500) - ticks(15_000)).toBe((2 * 730 * 3_600) / 15);
});

test('what the team has anyway is named and stays out of the sum', () => {
  const template = {
    LaunchTemplateData: { InstanceType: 't4g.large', BlockDeviceMappings: [{ Ebs: { VolumeSize: 20 } }] },
  };
  const costs = of({ Host: ['AWS::EC2::LaunchTemplate', template], Address: ['AWS::EC2::EIP'] });
  expect(costs.totalUsd).toBe(0);
  expect(costs.lines.map(({ what, ofTeam }) => [what, ofTeam])).toEqual([
    ['instances t4g.large', true],
    ['disks of instances', true],
    ['public IPv4 addresses', true],
  ]);
});

test('an interface endpoint costs in each zone, a gateway nothing', () => {
  const endpoint = { VpcEndpointType: 'Interface', SubnetIds: ['a', 'b'] };
  expect(of({ Sqs: ['AWS::EC2::VPCEndpoint', endpoint] }).totalUsd).toBeCloseTo(2 * 7.3);
  expect(of({ S3: ['AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' }] }).totalUsd).toBe(0);
});

test('fixed and by hosts add up to the whole, and nothing is negative', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (hosts) => {
      const costs = of({ Dispatch: dispatch, Tick: aFunction('tick'), TicksQueue1: ['AWS::SQS::Queue'] }, hosts);
      expect(costs.fixedUsd + costs.perHostUsd * hosts).toBeCloseTo(costs.totalUsd, 6);
      for (const { usd, fixedUsd } of costs.lines) expect(usd).toBeGreaterThanOrEqual(fixedUsd);
    }),
    { numRuns: 50 },
  ));

test('no type is both priced and free', () => {
  expect(Object.keys(pricers).filter((type) => freeTypes.has(type))).toEqual([]);
});

test('every price is one', () => {
  for (const prices of Object.values(priceTable))
    for (const usd of Object.values(prices)) expect(usd).toBeGreaterThan(0);
});

test('a region that nobody priced has the prices of another, which is told', () => {
  const elsewhere = estimate([aTemplate({ Alarm: ['AWS::CloudWatch::Alarm'] })], {
    ...{ region: 'eu-central-1', hosts: 1, tickMs: 15_000 },
  });
  expect(elsewhere).toMatchObject({ region: 'eu-central-1', pricedAs: 'us-east-1', totalUsd: 0.1 });
  expect(of({}).pricedAs).toBe('us-east-1');
});
