import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionName, functionSizes } from '../functions/function-sizes.ts';

interface WakeQueueProps {
  /** The function that the queue wakes */
  readonly consumer: FunctionName;
  /** Tries before a message is put aside */
  readonly maxReceiveCount: number;
  /** Older messages are worth nothing @default - four days, so that nobody's message is lost over a weekend */
  readonly retention?: Duration;
}

/** What AWS asks for: a message that is being worked on, retries of throttled polls included, is not seen twice. */
const TIMEOUTS_INVISIBLE = 6;

/** A queue of messages that only wake somebody, with the queue of those that nobody could work on. */
export class WakeQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { consumer, maxReceiveCount, retention }: WakeQueueProps) {
    super(scope, id);
    this.deadLetters = deadLetterQueue(this, 'DeadLetters');
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(TIMEOUTS_INVISIBLE * functionSizes[consumer].timeoutSeconds),
      retentionPeriod: retention ?? Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}

/** Keeps for two weeks what failed, for a person to look at and to send again. */
export function deadLetterQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const reason = 'It is where dead letters go, and a person takes them from here';
  Validations.of(queue).acknowledge({ id: 'Serverless-SQSRedrivePolicy', reason });
  return queue;
}
