import type { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import type { AlarmTopic } from '../alarms/alarm-topic.ts';
import type { Database } from '../database/database.ts';
import type { CommandDocument } from '../documents/command-document.ts';
import type { ConcurrencyPlan } from '../queues/concurrency.ts';
import type { Queues } from '../queues/queues.ts';
import type { AresFunction, FunctionNetwork } from './ares-function.ts';
import { dispatchFunction } from './dispatch.ts';
import { pinDocument } from './document-pin.ts';
import { healFunction } from './heal.ts';
import { migration } from './migration.ts';
import { notifyFunction } from './notify.ts';
import { SnapshotsBucket } from './snapshots-bucket.ts';
import { tickFunction } from './tick.ts';
import { trainFunction } from './train.ts';
import { WarmModelsBucket } from './warm-models-bucket.ts';

export interface LoopFunctionsProps {
  /** Value of the tag `ares:fleet` */
  readonly fleet: string;
  /** Context value `fleet` */
  readonly deployment: string;
  /** The most hosts of the fleet */
  readonly hosts: number;
  readonly logRetentionDays: number;
  readonly plan: ConcurrencyPlan;
  readonly queues: Queues;
  readonly topic: AlarmTopic;
  readonly database: Database;
  readonly remediation: CommandDocument;
  readonly policy: Asset;
  /** Of `tick`, which reads the hosts */
  readonly tickNetwork: FunctionNetwork;
  /** Of the other functions in front of the database */
  readonly network: FunctionNetwork;
}

/** Names of the functions that the loop consists of. */
export type LoopFunction = 'dispatch' | 'tick' | 'heal' | 'train' | 'notify';

/** The functions of the loop; schema and roles of the database are there before the ones that sign in to it. */
export class LoopFunctions extends Construct {
  readonly functions: Readonly<Record<LoopFunction, AresFunction>>;
  /** Not of the loop: it runs during deployments, and once a day. */
  readonly migrator: AresFunction;

  constructor(scope: Construct, id: string, props: LoopFunctionsProps) {
    super(scope, id);
    const { queues, plan, hosts, topic, policy, tickNetwork, remediation: document } = props;
    const { fleet, deployment, logRetentionDays, network, database } = props;
    const context = { fleet, logRetentionDays };
    const signedIn = { ...context, network, database, poolSize: plan.poolSize };
    const deadLetterQueue = queues.undelivered;
    const snapshots = new SnapshotsBucket(this, 'Snapshots');
    const warmModels = new WarmModelsBucket(this, 'WarmModels');
    this.functions = {
      dispatch: dispatchFunction(this, { ...context, queues, shards: plan.shards, hosts }),
      tick: tickFunction(this, {
        ...signedIn,
        network: tickNetwork,
        queues,
        shards: plan.shards,
        policy,
        snapshots,
        warmModels,
      }),
      heal: healFunction(this, { ...signedIn, queues, document: pinDocument(this, { ...context, document }) }),
      train: trainFunction(this, { ...signedIn, snapshots, deadLetterQueue }),
      notify: notifyFunction(this, { ...context, deployment, topic, notifications: queues.polled.notifications.queue }),
    };
    const { migrated, migrator } = migration(this, signedIn);
    this.migrator = migrator;
    const { tick, heal, train } = this.functions;
    for (const target of [tick, heal, train]) target.node.addDependency(migrated);
  }
}
