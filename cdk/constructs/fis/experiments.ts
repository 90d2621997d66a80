import { FLEET_TAG } from '@ares/config/aws';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnExperimentTemplate } from 'aws-cdk-lib/aws-fis';
import { Construct } from 'constructs';
import type { CommandDocument } from '../documents/command-document.ts';
import { ExperimentRole } from './experiment-role.ts';

interface ExperimentsProps {
  /** Value of the tag `ares:fleet` */
  readonly fleet: string;
  /** Value of the label `ares.service` of the containers that are hit */
  readonly service: string;
  /** The document that injects faults */
  readonly document: CommandDocument;
  /** An experiment ends as soon as one of them rings */
  readonly stopOn: readonly IAlarm[];
}

const faults = {
  kill: 'A container is killed',
  freeze: 'A container hangs',
  disconnect: 'A container loses its network',
  'cpu-hog': 'A container burns its processor',
  'memory-hog': 'A container eats its memory',
} as const;

/** Faults that a person can start in the console or by `aws fis start-experiment`, on one host at a time. */
export class Experiments extends Construct {
  constructor(scope: Construct, id: string, { fleet, service, document, stopOn }: ExperimentsProps) {
    super(scope, id);
    const role = new ExperimentRole(this, 'Role', { fleet, documentArn: document.arn });
    const stopConditions = stopOn.map(({ alarmArn }) => ({ source: 'aws:cloudwatch:alarm', value: alarmArn }));
    for (const [kind, about] of Object.entries(faults)) {
      const template = new CfnExperimentTemplate(this, kind, {
        description: `${about}: ${service}, on one host of the fleet ${fleet}`,
        roleArn: role.roleArn,
        stopConditions,
        targets: { host: oneHostOf(fleet) },
        actions: { fault: injection(document.arn, { Kind: kind, Service: service }) },
        tags: { Name: `ares-${fleet}-${kind}` },
      });
      template.node.addDependency(role, document.resource);
    }
  }
}

const oneHostOf = (fleet: string): CfnExperimentTemplate.ExperimentTemplateTargetProperty => ({
  resourceType: 'aws:ec2:instance',
  resourceTags: { [FLEET_TAG]: fleet },
  filters: [{ path: 'State.Name', values: ['running'] }],
  selectionMode: 'COUNT(1)',
});

const injection = (documentArn: string, documentParameters: Record<string, string>) => ({
  actionId: 'aws:ssm:send-command',
  parameters: { documentArn, documentParameters: JSON.stringify(documentParameters), duration: 'PT10M' },
  targets: { Instances: 'host' },
});
