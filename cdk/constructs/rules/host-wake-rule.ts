import { HOST_EVENT_SOURCE, HOST_EVENT_TYPE } from '@ares/config/aws';
import { EventField, type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { type WakeRuleProps, wakeRule } from './wake-rule.ts';

/** A host agent saw a container die, or turn unhealthy: its shard is looked at now. */
export function hostWakeRule(scope: Construct, fleet: string, props: WakeRuleProps): Rule {
  return wakeRule(scope, 'HostWake', {
    ...props,
    description: 'Host agents wake the tick of their shard',
    eventPattern: { source: [HOST_EVENT_SOURCE], detailType: [HOST_EVENT_TYPE], detail: { fleet: [fleet] } },
    message: RuleTargetInput.fromObject({
      kind: 'wake',
      hostId: EventField.fromPath('$.detail.hostId'),
      reason: EventField.fromPath('$.detail.reason'),
      atMs: EventField.fromPath('$.detail.atMs'),
    }),
  });
}
