import { PLANNED_USE, plannedUse } from '@ares/config/aws';
import { Stack, type StackProps } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { AlarmTopic } from '../constructs/alarms/alarm-topic.ts';
import { ControlPlaneAlarms } from '../constructs/alarms/control-plane-alarms.ts';
import { Database } from '../constructs/database/database.ts';
import { AresDocuments } from '../constructs/documents/ares-documents.ts';
import { Experiments } from '../constructs/fis/experiments.ts';
import type { FunctionNetwork } from '../constructs/functions/ares-function.ts';
import { LoopFunctions } from '../constructs/functions/loop-functions.ts';
import { type ConcurrencyPlan, planConcurrency } from '../constructs/queues/concurrency.ts';
import { Queues } from '../constructs/queues/queues.ts';
import { Wakers } from '../constructs/rules/wakers.ts';
import { tellOutputs } from './control-plane-outputs.ts';
import type { NetworkOutputs } from './network.ts';

interface ControlPlaneStackProps extends StackProps {
  readonly context: AresContext;
  readonly network: NetworkOutputs;
}

/** What the dashboard's stack builds upon. */
export interface ControlPlaneOutputs {
  readonly database: Database;
  readonly plan: ConcurrencyPlan;
  readonly topic: AlarmTopic;
  /** Of functions that use the database */
  readonly functionNetwork: FunctionNetwork;
}

/** ARES itself: what it knows, its functions, and what wakes and watches them. */
export class ControlPlaneStack extends Stack implements ControlPlaneOutputs {
  readonly database: Database;
  readonly plan: ConcurrencyPlan;
  readonly topic: AlarmTopic;
  readonly functionNetwork: FunctionNetwork;

  constructor(scope: Construct, id: string, { context, network, ...props }: ControlPlaneStackProps) {
    super(scope, id, props);
    const { fleetTag: fleet, fleetSize: hosts, databaseInstance: size, lambdaConcurrency, logRetentionDays } = context;
    const { vpc, privateSubnets, dualStack, databaseSecurityGroup, functionSecurityGroup, tickSecurityGroup } = network;
    this.plan = planConcurrency({ hosts, lambdaConcurrency, databaseInstance: size });
    this.addMetadata(PLANNED_USE, plannedUse.parse(this.plan));
    this.functionNetwork = { vpc, privateSubnets, dualStack, securityGroup: functionSecurityGroup };
    this.database = new Database(this, 'Database', {
      vpc,
      privateSubnets,
      securityGroup: databaseSecurityGroup,
      size,
      multiAz: context.databaseMultiAz,
    });
    const { plan, database, functionNetwork } = this;
    const queues = new Queues(this, 'Queues');
    const { notificationEmail: email } = context;
    const topic = new AlarmTopic(this, 'Topic', { fleet: context.fleet, email, deadLetterQueue: queues.undelivered });
    this.topic = topic;
    const documents = new AresDocuments(this, 'Documents', context.fleet);
    const { functions, migrator } = new LoopFunctions(this, 'Functions', {
      ...{ fleet, deployment: context.fleet, hosts, logRetentionDays, plan, queues, topic, database },
      remediation: documents.remediate,
      policy: new Asset(this, 'Policy', { path: context.policyFile }),
      tickNetwork: { ...functionNetwork, securityGroup: tickSecurityGroup },
      network: functionNetwork,
    });
    const { documentName } = documents.remediate;
    const wakers = new Wakers(this, 'Wakers', { fleet, documentName, queues, plan, functions });
    const alarms = new ControlPlaneAlarms(this, 'Alarms', {
      ...{ deployment: context.fleet, fleet, hosts, size, shards: plan.shards, topic, queues, database },
      ...{ functions, migrator },
      dashboardName: `Ares-${context.fleet}-${this.region}`,
    });
    // They ring for silence: nobody expects a sound before.
    alarms.node.addDependency(wakers);
    const experiment = { fleet, service: 'cart', document: documents.injectFault, stopOn: alarms.stopExperiments };
    if (context.shop && context.chaos) new Experiments(this, 'Experiments', experiment);
    tellOutputs(this, { queues, functions, database, topic, documentName });
  }
}
