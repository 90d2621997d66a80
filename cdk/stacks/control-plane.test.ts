import { alarmPrefix } from '@ares/config/aws';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { parseContext } from '../config/context.ts';
import { functionSizes } from '../constructs/functions/function-sizes.ts';
import { testContext } from '../testing/cdk-json.ts';
import { ControlPlaneStack } from './control-plane.ts';
import { NetworkStack } from './network.ts';

function controlPlane(values: Record<string, unknown> = {}): ControlPlaneStack {
  const app = new App({ context: testContext });
  const context = parseContext(values);
  const network = new NetworkStack(app, 'Network', { context });
  return new ControlPlaneStack(app, 'ControlPlane', { context, network });
}

const template = Template.fromStack(controlPlane({ fleet: 'shop', fleetTag: 'team-a' }));
const resources = (type: string) => Object.entries(template.findResources(type));

interface Row {
  readonly AlarmName: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly Threshold: number;
  readonly TreatMissingData: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}
const alarms: Row[] = resources('AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);

function alarm(subject: string): Row {
  const found = alarms.find(({ AlarmName }) => AlarmName === `${alarmPrefix('shop')}${subject}`);
  if (!found) throw new Error(`no alarm about ${subject}`);
  return found;
}

describe('what starts the functions', () => {
  const sources = resources('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);

  test('together with dispatch and train they stay within the quota of a new account', () => {
    const bounds = sources.map(({ ScalingConfig }) => ScalingConfig.MaximumConcurrency);
    expect(bounds).toHaveLength(4);
    expect(bounds.reduce((sum, bound) => sum + bound, 2)).toBeLessThanOrEqual(10);
  });

  test('promise 45: one bad message of a batch comes back alone', () => {
    for (const { FunctionResponseTypes } of sources) expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('dispatch every minute, train every hour, and the store is pruned every day', () => {
    const expressions = resources('AWS::Scheduler::Schedule').map(
      ([, { Properties }]) => Properties.ScheduleExpression,
    );
    expect(expressions.toSorted()).toEqual(['cron(* * * * ? *)', 'rate(1 day)', 'rate(1 hour)']);
  });

  test('slots are sent once tick takes them, after schema and roles, and silence is an alarm from then on', () => {
    const [everyMinute] = resources('AWS::Scheduler::Schedule').filter(([id]) => id.startsWith('WakersEveryMinute'));
    const ofTick = resources('AWS::Lambda::EventSourceMapping').filter(([id]) => id.startsWith('FunctionsTick'));
    expect(everyMinute?.[1].DependsOn).toEqual(
      expect.arrayContaining([ofTick[0]?.[0], expect.stringMatching(/^FunctionsTick[0-9A-F]{8}$/)]),
    );
    for (const [, { DependsOn }] of resources('AWS::CloudWatch::Alarm')) expect(DependsOn).toContain(everyMinute?.[0]);
  });

  test('an event that dispatch failed on is worth nothing a minute later, and put aside nowhere', () => {
    const [dispatch] = resources('AWS::Lambda::Function').filter(([id]) => id.startsWith('FunctionsDispatch'));
    expect(dispatch?.[1].Properties.DeadLetterConfig).toBeUndefined();
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: dispatch?.[0] },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });
});

describe('alarms', () => {
  test('promise 49: silence is an alarm within five minutes, also when CloudWatch looks back two periods more', () => {
    const { TreatMissingData, Period, EvaluationPeriods, ...row } = alarm('shards without ticks');
    expect(TreatMissingData).toBe('breaching');
    expect((EvaluationPeriods + 2 + 1) * Period).toBeLessThanOrEqual(300);
    expect(row).toMatchObject({ Namespace: 'ARES', MetricName: 'OldestShardTickAgeMs', Statistic: 'Maximum' });
    expect(row.Dimensions).toEqual([
      { Name: 'fleet', Value: 'team-a' },
      { Name: 'service', Value: 'ares-tick' },
    ]);
  });

  test('promise 49: one dead shard among many is an alarm within five minutes, an empty one that misses a slot is none', () => {
    const { Threshold, Period, EvaluationPeriods } = alarm('shards without ticks');
    expect(Threshold).toBeLessThan((300 - (EvaluationPeriods + 1) * Period) * 1_000);
    const slotsOfEmptyShardMs = 60_000;
    expect(Threshold).toBeGreaterThan(2 * slotsOfEmptyShardMs);
    const [tick] = resources('AWS::Lambda::Function').filter(([id]) => /^FunctionsTick[0-9A-F]{8}$/.test(id));
    const [dispatch] = resources('AWS::Lambda::Function').filter(([id]) => /^FunctionsDispatch/.test(id));
    const shards = dispatch?.[1].Properties.Environment.Variables.SHARDS;
    expect([Number(shards) > 0, tick?.[1].Properties.Environment.Variables.SHARDS]).toEqual([true, shards]);
  });

  test('promise 9: ticks that run on into the next slot are an alarm once they do so again and again', () => {
    expect(alarm('ticks are skipped')).toMatchObject({ MetricName: 'TicksSkipped', Threshold: 1 });
    expect(alarm('ticks are skipped').DatapointsToAlarm).toBeGreaterThan(1);
  });

  test('a daily prune that fails rings until the next one had its turn', () => {
    const row = alarm('the store is not pruned');
    expect(row).toMatchObject({ MetricName: 'Errors', Threshold: 1, DatapointsToAlarm: 1 });
    expect(row.EvaluationPeriods * row.Period).toBe(86_400);
    expect(row.Dimensions).toEqual([
      { Name: 'FunctionName', Value: { Ref: expect.stringMatching(/^FunctionsMigrator[0-9A-F]{8}$/) } },
    ]);
  });

  test('promise 11: a dropped tick is an alarm', () => {
    expect(alarm('ticks are dropped')).toMatchObject({ MetricName: 'TicksDropped', Threshold: 1 });
  });

  test.each(['ticks', 'actions', 'follow', 'notifications', 'events'])(
    'promise 46: a dead letter of %s is an alarm within three minutes',
    (name) => {
      const row = alarm(`dead letters of ${name}`);
      expect(row).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 1 });
      expect((row.EvaluationPeriods + 1) * row.Period).toBeLessThanOrEqual(180);
    },
  );

  test.each(['dispatch', 'tick', 'heal', 'train', 'notify'])('%s has errors', (name) =>
    expect(alarm(`${name} has errors`).MetricName).toBe('Errors'),
  );

  test.each([
    { name: 'dispatch', subject: 'dispatch is throttled', metric: 'Throttles' },
    { name: 'tick', subject: 'tick is throttled', metric: 'Throttles' },
    { name: 'heal', subject: 'actions pile up', metric: 'ApproximateAgeOfOldestMessage' },
    { name: 'heal', subject: 'follow pile up', metric: 'ApproximateAgeOfOldestMessage' },
    { name: 'notify', subject: 'notifications pile up', metric: 'ApproximateAgeOfOldestMessage' },
    { name: 'train', subject: 'dead letters of events', metric: 'ApproximateNumberOfMessagesVisible' },
  ])('throttling of $name is heard: $subject', ({ subject, metric }) => expect(alarm(subject).MetricName).toBe(metric));

  test('messages that fail leave the function without an error, and are counted', () => {
    expect(alarm('heals fail')).toMatchObject({ MetricName: 'HealsFailed', Threshold: 1 });
    expect(alarm('ticks fail')).toMatchObject({ MetricName: 'TicksFailed', Threshold: 1 });
  });

  test.each([
    ['heal has errors', 'heal'],
    ['notify has errors', 'notify'],
    ['people are not told', 'notify'],
    ['heals fail', 'heal'],
  ] as const)('%s: also when each try comes as late as its queue brings it back', (subject, consumer) => {
    const { Period, EvaluationPeriods } = alarm(subject);
    const retrySeconds = 6 * functionSizes[consumer].timeoutSeconds;
    const periodsWithTries = new Set([0, 1, 2, 3].map((tries) => Math.floor((tries * retrySeconds) / Period)));
    const inWindow = [...periodsWithTries].filter((period) => period < EvaluationPeriods).length;
    expect(inWindow).toBeGreaterThanOrEqual(alarm(subject).DatapointsToAlarm);
  });

  test('train runs once an hour: one failure is heard', () => {
    expect(alarm('train has errors')).toMatchObject({ Period: 3_600, EvaluationPeriods: 1, DatapointsToAlarm: 1 });
  });

  test('promise 12: a database that reports nothing is an alarm', () => {
    expect(alarm('database is silent')).toMatchObject({ Namespace: 'AWS/RDS', TreatMissingData: 'breaching' });
  });

  test('cost is watched by quantities that exist in every region', () => {
    const namespaces = alarms
      .filter(({ AlarmName }) => AlarmName.includes(': cost of '))
      .map(({ Namespace }) => Namespace);
    expect(namespaces.toSorted()).toEqual(['AWS/Lambda', 'AWS/Logs', 'AWS/RDS', 'AWS/Usage']);
  });

  test('each tells people when it begins and when it is over', () => {
    const topic = { Ref: resources('AWS::SNS::Topic')[0]?.[0] };
    for (const row of alarms) expect([row.AlarmActions, row.OKActions]).toEqual([[topic], [topic]]);
  });
});

test('what ARES knows outlives the stack', () => {
  for (const type of ['AWS::RDS::DBInstance', 'AWS::S3::Bucket']) {
    expect(resources(type)).not.toEqual([]);
    for (const [, { DeletionPolicy }] of resources(type)) expect(DeletionPolicy).toMatch(/^Retain/);
  }
});

test('experiments are deployed only where faults may be injected', () => {
  template.resourceCountIs('AWS::FIS::ExperimentTemplate', 0);
  const experiments = Template.fromStack(controlPlane({ chaos: true })).findResources('AWS::FIS::ExperimentTemplate');
  expect(Object.keys(experiments).length).toBeGreaterThan(0);
  // The service takes five conditions at most.
  for (const { Properties } of Object.values(experiments)) {
    expect([1, 2, 3, 4, 5]).toContain(Properties.StopConditions.length);
    expect(JSON.stringify(Properties.StopConditions)).toMatch(/shardswithoutticks.*ticksfail.*healsfail/i);
  }
});

test('outputs name every queue and function', () => {
  const names = Object.keys(template.findOutputs('*'));
  expect(names).toEqual(
    expect.arrayContaining(['TicksQueueUrl', 'FollowDeadLettersUrl', 'UndeliveredUrl', 'TopicArn']),
  );
  expect(names).toEqual(expect.arrayContaining(['TickFunctionName', 'HealLogGroup', 'RemediationDocument']));
});

test('a fleet that the account cannot carry is refused at synth, by the name of the quota', () => {
  expect(() => controlPlane({ fleetSize: 10_000 })).toThrow(/10000 hosts does not fit.*L-B99A9384/s);
});
