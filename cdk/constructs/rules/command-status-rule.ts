import { EventField, Match, type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { type WakeRuleProps, wakeRule } from './wake-rule.ts';

/** A command of ours came to an end on a host: how, is read at once. */
export function commandStatusRule(scope: Construct, documentName: string, props: WakeRuleProps): Rule {
  return wakeRule(scope, 'CommandStatus', {
    ...props,
    description: 'Ends of remediation commands wake heal',
    eventPattern: {
      source: ['aws.ssm'],
      detailType: ['EC2 Command Invocation Status-change Notification'],
      detail: { 'document-name': [documentName], status: Match.anythingBut('Pending', 'InProgress', 'Delayed') },
    },
    message: RuleTargetInput.fromObject({
      kind: 'command',
      commandId: EventField.fromPath('$.detail.command-id'),
      hostId: EventField.fromPath('$.detail.instance-id'),
      status: EventField.fromPath('$.detail.status'),
    }),
  });
}
