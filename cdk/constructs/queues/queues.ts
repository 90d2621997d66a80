import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PolledQueue } from './concurrency.ts';
import { deadLetterQueue, WakeQueue } from './wake-queue.ts';

/** The queues of the loop, and one for the events and schedules that reached nobody. */
export class Queues extends Construct {
  readonly polled: Readonly<Record<PolledQueue, WakeQueue>>;
  /** What rules and the hourly schedule could not deliver, and what `train` failed on */
  readonly undelivered: Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.polled = {
      // A tick that is minutes old is dropped anyhow.
      ticks: new WakeQueue(this, 'Ticks', { consumer: 'tick', maxReceiveCount: 3, retention: Duration.hours(1) }),
      actions: new WakeQueue(this, 'Actions', { consumer: 'heal', maxReceiveCount: 3, retention: Duration.hours(1) }),
      follow: new WakeQueue(this, 'Follow', { consumer: 'heal', maxReceiveCount: 5, retention: Duration.days(1) }),
      notifications: new WakeQueue(this, 'Notifications', { consumer: 'notify', maxReceiveCount: 5 }),
    };
    this.undelivered = deadLetterQueue(this, 'Undelivered');
  }

  /** Every queue in which something is put aside, by the name that people know it under. */
  deadLetters(): readonly { readonly name: string; readonly queue: Queue }[] {
    const ofPolled = Object.entries(this.polled).map(([name, { deadLetters }]) => ({ name, queue: deadLetters }));
    return [...ofPolled, { name: 'events', queue: this.undelivered }];
  }
}
