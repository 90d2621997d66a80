import { type EventPattern, Rule, type RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface WakeRuleProps {
  readonly queue: IQueue;
  /** For events that the queue did not take */
  readonly deadLetterQueue: IQueue;
}

interface WakeRule extends WakeRuleProps {
  readonly description: string;
  readonly eventPattern: EventPattern;
  /** The message that an event becomes */
  readonly message: RuleTargetInput;
}

/** Turns events of the account's bus into messages of a queue. */
export function wakeRule(scope: Construct, id: string, { queue, deadLetterQueue, message, ...rule }: WakeRule): Rule {
  const target = new SqsQueue(queue, { message, deadLetterQueue, retryAttempts: 3 });
  return new Rule(scope, id, { ...rule, targets: [target] });
}
