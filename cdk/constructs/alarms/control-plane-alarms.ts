import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Database } from '../database/database.ts';
import type { DatabaseInstanceSize } from '../database/instance-sizes.ts';
import type { AresFunction } from '../functions/ares-function.ts';
import type { LoopFunction } from '../functions/loop-functions.ts';
import type { Queues } from '../queues/queues.ts';
import { Alarms } from './alarms.ts';
import { costAlarms } from './cost-alarms.ts';
import { databaseAlarms } from './database-alarms.ts';
import { functionAlarms, pruneAlarm } from './function-alarms.ts';
import { experimentStops, loopAlarms } from './loop-alarms.ts';
import { operationsDashboard } from './operations-dashboard.ts';
import { queueAlarms } from './queue-alarms.ts';

interface ControlPlaneAlarmsProps {
  /** Context value `fleet` */
  readonly deployment: string;
  /** Value of the tag `ares:fleet` */
  readonly fleet: string;
  /** The most hosts of the fleet */
  readonly hosts: number;
  readonly shards: number;
  readonly size: DatabaseInstanceSize;
  readonly topic: ITopic;
  readonly functions: Readonly<Record<LoopFunction, AresFunction>>;
  readonly migrator: AresFunction;
  readonly queues: Queues;
  readonly database: Database;
  readonly dashboardName: string;
}

/** ARES watched from outside its own code, and one page that shows it. */
export class ControlPlaneAlarms extends Construct {
  /** While one of these rings, nobody experiments. */
  readonly stopExperiments: readonly Alarm[];

  constructor(
    scope: Construct,
    id: string,
    { deployment, fleet, topic, size, shards, hosts, dashboardName, ...watched }: ControlPlaneAlarmsProps,
  ) {
    super(scope, id);
    const { functions, migrator, queues, database } = watched;
    const { tick } = functions;
    const loop = new Alarms(this, 'Loop', { deployment, topic, table: loopAlarms(fleet) });
    const parts = new Alarms(this, 'Parts', {
      deployment,
      topic,
      table: [
        ...functionAlarms(functions),
        pruneAlarm(migrator),
        ...queueAlarms(queues),
        ...databaseAlarms(database, size),
        ...costAlarms({ tick, database, shards, hosts }),
      ],
    });
    this.stopExperiments = experimentStops.map((subject) => loop.about(subject));
    const alarms = [...loop.all, ...parts.all];
    operationsDashboard(this, 'Dashboard', {
      fleet,
      dashboardName,
      functions,
      database,
      queues: queues.polled,
      alarms,
    });
  }
}
