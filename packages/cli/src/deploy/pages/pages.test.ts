import { expect, test } from 'vitest';
import { aTemplate } from '../testing/a-template.ts';
import { alarmsPage } from './alarms-page.ts';
import { expression } from './expression.ts';
import { iamPage } from './iam-page.ts';

test.each([
  [{ Ref: 'TicksQueue1A2B3C4D' }, '<TicksQueue>'],
  [{ 'Fn::GetAtt': ['TicksQueue1A2B3C4D', 'Arn'] }, '<TicksQueue.Arn>'],
  [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam']] }, 'arn:<AWS::Partition>:iam'],
  [{ 'Fn::Sub': `a-\${AWS::Region}` }, 'a-<AWS::Region>'],
  [{ 'Fn::ImportValue': 'Other:Out' }, 'Other:Out'],
  [{ 'Fn::Select': [0, []] }, '{"Fn::Select":[0,[]]}'],
  [['a', 1], 'a, 1'],
])('an expression as people read it: %j', (value, text) => expect(expression(value)).toBe(text));

const statement = { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: { Ref: 'Queue1A2B3C4D' } };

test('every statement stands with its role, wherever the template keeps it', () => {
  const page = iamPage([
    aTemplate({
      TickRoleDefaultPolicy1A2B3C4D: [
        'AWS::IAM::Policy',
        { Roles: [{ Ref: 'TickRole1A2B3C4D' }], PolicyDocument: { Statement: [statement] } },
      ],
      HostPolicy1A2B3C4D: [
        'AWS::IAM::ManagedPolicy',
        { PolicyDocument: { Statement: { ...statement, Condition: { StringEquals: { a: { Ref: 'Tag' } } } } } },
      ],
      OtherRole1A2B3C4D: [
        'AWS::IAM::Role',
        {
          Policies: [{ PolicyDocument: { Statement: [statement] } }],
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/Some'],
        },
      ],
    }),
  ]);
  const allowed = '`sqs:SendMessage` | `<Queue>`';
  expect(page.split('\n').slice(-4)).toEqual([
    `| HostPolicy (policy) | Allow | ${allowed} | \`{"StringEquals":{"a":"<Tag>"}}\` |`,
    `| OtherRole | Allow | ${allowed} |  |`,
    '| OtherRole | Allow | `arn:aws:iam::aws:policy/Some` |  |  |',
    `| TickRole | Allow | ${allowed} |  |`,
  ]);
});

test('an alarm tells when it rings, what silence is to it, and what to do', () => {
  const alarm = {
    AlarmName: 'ARES shop: no ticks',
    AlarmDescription: 'Look at tick | then dispatch.',
    MetricName: 'TicksCompleted',
    Statistic: 'Sum',
    Period: 60,
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    TreatMissingData: 'breaching',
  };
  expect(
    alarmsPage([aTemplate({ Alarm: ['AWS::CloudWatch::Alarm', alarm] })])
      .split('\n')
      .at(-1),
  ).toBe(
    '| ARES shop: no ticks | `Sum of TicksCompleted` < 1 in 2 of 3 × 1 min | breaching | Look at tick \\| then dispatch. |',
  );
});
