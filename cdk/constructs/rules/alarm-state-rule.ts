import { ALARM_PREFIX } from '@ares/config/aws';
import { EventField, Match, type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { type WakeRuleProps, wakeRule } from './wake-rule.ts';

/**
 * An alarm of the team changed its state, which is evidence about the hosts that its metrics are of. ARES's own alarms
 * are about ARES, and alarms without metrics (composite ones) name no host.
 */
export function alarmStateRule(scope: Construct, props: WakeRuleProps): Rule {
  return wakeRule(scope, 'AlarmState', {
    ...props,
    description: 'CloudWatch alarms of the team are evidence for ticks',
    eventPattern: {
      source: ['aws.cloudwatch'],
      detailType: ['CloudWatch Alarm State Change'],
      detail: {
        alarmName: Match.anythingButPrefix(ALARM_PREFIX),
        configuration: { metrics: { id: Match.exists() } },
      },
    },
    message: RuleTargetInput.fromObject({
      kind: 'alarm',
      name: EventField.fromPath('$.detail.alarmName'),
      state: EventField.fromPath('$.detail.state.value'),
      reason: EventField.fromPath('$.detail.state.reason'),
      time: EventField.fromPath('$.time'),
      metrics: EventField.fromPath('$.detail.configuration.metrics'),
    }),
  });
}
