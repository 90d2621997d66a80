import { healMessage, tickMessage } from '@ares/config/aws';
import { describe, expect, test } from 'vitest';
import { matches, transformed } from '../../testing/event-bridge.ts';
import { templateOf } from '../../testing/test-stack.ts';
import { Queues } from '../queues/queues.ts';
import { alarmStateRule } from './alarm-state-rule.ts';
import { commandStatusRule } from './command-status-rule.ts';
import { hostWakeRule } from './host-wake-rule.ts';

const template = templateOf((stack) => {
  const { polled, undelivered: deadLetterQueue } = new Queues(stack, 'Queues');
  hostWakeRule(stack, 'shop', { queue: polled.ticks.queue, deadLetterQueue });
  alarmStateRule(stack, { queue: polled.ticks.queue, deadLetterQueue });
  commandStatusRule(stack, 'Ares-shop-Remediate', { queue: polled.follow.queue, deadLetterQueue });
});

function ruleOf(id: string) {
  const found = Object.entries(template.findResources('AWS::Events::Rule')).find(([name]) => name.startsWith(id));
  if (!found) throw new Error(`no rule ${id}`);
  const { EventPattern: pattern, Targets } = found[1].Properties;
  return { pattern, target: Targets[0] };
}

const envelope = { version: '0', id: 'e', account: '123456789012', time: '2026-11-23T10:00:00Z', region: 'eu-west-1' };

describe('a host agent wakes its shard', () => {
  const { pattern, target } = ruleOf('HostWake');
  const detail = {
    fleet: 'shop',
    hostId: 'i-0abc',
    reason: 'die of “cart” \\ "1"',
    containerName: 'cart',
    atMs: 1_700,
  };
  const event = { ...envelope, source: 'ares.host-agent', 'detail-type': 'ARES Host Wake', detail };

  test('by exactly the message that tick reads', () => {
    expect(matches(pattern, event)).toBe(true);
    expect(tickMessage.parse(transformed(target.InputTransformer, event))).toEqual({
      kind: 'wake',
      hostId: 'i-0abc',
      reason: detail.reason,
      atMs: 1_700,
    });
  });

  test('but not the shards of another fleet', () => {
    expect(matches(pattern, { ...event, detail: { ...detail, fleet: 'other' } })).toBe(false);
    expect(matches(pattern, { ...event, source: 'somebody' })).toBe(false);
  });
});

describe('a command that ended wakes heal', () => {
  const { pattern, target } = ruleOf('CommandStatus');
  const detail = {
    'command-id': 'e8d3c0e4-71f7-4491-898f-c9b35bee5f3b',
    'document-name': 'Ares-shop-Remediate',
    'instance-id': 'i-0abc',
    'requested-date-time': '2026-11-23T10:00:00.049Z',
    status: 'Success',
  };
  const type = 'EC2 Command Invocation Status-change Notification';
  const event = { ...envelope, source: 'aws.ssm', 'detail-type': type, detail };

  test('by exactly the message that heal reads', () => {
    expect(matches(pattern, event)).toBe(true);
    expect(healMessage.parse(transformed(target.InputTransformer, event))).toEqual({
      kind: 'command',
      commandId: detail['command-id'],
      hostId: 'i-0abc',
      status: 'Success',
    });
  });

  test.each(['Failed', 'TimedOut', 'Cancelled'])('also with %s', (status) =>
    expect(matches(pattern, { ...event, detail: { ...detail, status } })).toBe(true),
  );

  test.each([
    ['a command under way', { status: 'InProgress' }],
    ['a document of somebody else', { 'document-name': 'Team-Patch' }],
  ])('but not %s', (_, over) => expect(matches(pattern, { ...event, detail: { ...detail, ...over } })).toBe(false));
});

describe('an alarm of the team is evidence', () => {
  const { pattern, target } = ruleOf('AlarmState');
  const metric = { namespace: 'AWS/EC2', name: 'StatusCheckFailed', dimensions: { InstanceId: 'i-0abc' } };
  const metrics = [{ id: 'm1', metricStat: { metric, period: 60, stat: 'Maximum' }, returnData: true }];
  const detail = {
    alarmName: 'shop host down',
    state: { value: 'ALARM', reason: 'Threshold Crossed: 1 datapoint [1.0] was "greater"', timestamp: 't' },
    previousState: { value: 'OK' },
    configuration: { metrics },
  };
  const type = 'CloudWatch Alarm State Change';
  const event = { ...envelope, source: 'aws.cloudwatch', 'detail-type': type, detail };

  test('by exactly the message that tick reads', () => {
    expect(matches(pattern, event)).toBe(true);
    expect(tickMessage.parse(transformed(target.InputTransformer, event))).toEqual({
      kind: 'alarm',
      name: 'shop host down',
      state: 'ALARM',
      reason: detail.state.reason,
      time: envelope.time,
      metrics,
    });
  });

  test.each([
    ['ARES’s own alarms', { alarmName: 'ARES shop: no ticks' }],
    ['alarms without metrics', { configuration: { alarmRule: 'ALARM(a) OR ALARM(b)' } }],
  ])('but not %s', (_, over) => expect(matches(pattern, { ...event, detail: { ...detail, ...over } })).toBe(false));
});

test('what a queue did not take is put aside', () => {
  for (const id of ['HostWake', 'CommandStatus', 'AlarmState']) {
    const [queue] = ruleOf(id).target.DeadLetterConfig.Arn['Fn::GetAtt'];
    expect(queue).toMatch(/^QueuesUndelivered/);
  }
});
