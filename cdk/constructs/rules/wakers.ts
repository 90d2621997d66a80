import { Construct } from 'constructs';
import type { AresFunction } from '../functions/ares-function.ts';
import type { LoopFunction } from '../functions/loop-functions.ts';
import type { ConcurrencyPlan } from '../queues/concurrency.ts';
import { wakeBy } from '../queues/event-source.ts';
import type { Queues } from '../queues/queues.ts';
import { alarmStateRule } from './alarm-state-rule.ts';
import { commandStatusRule } from './command-status-rule.ts';
import { hostWakeRule } from './host-wake-rule.ts';
import { Schedule } from './schedule.ts';

interface WakersProps {
  /** Value of the tag `ares:fleet` */
  readonly fleet: string;
  readonly documentName: string;
  readonly queues: Queues;
  readonly plan: ConcurrencyPlan;
  readonly functions: Readonly<Record<LoopFunction, AresFunction>>;
}

/** Everything that starts a function: schedules, events of the account, and the queues between the functions. */
export class Wakers extends Construct {
  constructor(scope: Construct, id: string, { fleet, documentName, queues, plan, functions }: WakersProps) {
    super(scope, id);
    const { ticks, actions, follow, notifications } = queues.polled;
    const { dispatch, tick, heal, train, notify } = functions;
    const deadLetterQueue = queues.undelivered;

    const everyMinute = new Schedule(this, 'EveryMinute', {
      description: `ARES ${fleet}: EveryMinute`,
      expression: 'cron(* * * * ? *)',
      target: dispatch,
    });
    // Slots that are sent before somebody takes them would ring as late and dropped ones.
    everyMinute.node.addDependency(tick);
    new Schedule(this, 'EveryHour', {
      description: `ARES ${fleet}: EveryHour`,
      expression: 'rate(1 hour)',
      target: train,
      deadLetterQueue,
    });

    hostWakeRule(this, fleet, { queue: ticks.queue, deadLetterQueue });
    alarmStateRule(this, { queue: ticks.queue, deadLetterQueue });
    commandStatusRule(this, documentName, { queue: follow.queue, deadLetterQueue });

    // Small batches of ticks: the shards of one batch are looked at one after the other.
    wakeBy(tick, ticks.queue, { maxConcurrency: plan.eventSources.ticks, batchSize: 4 });
    wakeBy(heal, actions.queue, { maxConcurrency: plan.eventSources.actions, batchSize: 4 });
    wakeBy(heal, follow.queue, { maxConcurrency: plan.eventSources.follow, batchSize: 10 });
    wakeBy(notify, notifications.queue, { maxConcurrency: plan.eventSources.notifications, batchSize: 5 });
  }
}
