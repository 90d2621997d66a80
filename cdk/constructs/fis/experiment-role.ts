import { FLEET_TAG } from '@ares/config/aws';
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

interface ExperimentRoleProps {
  /** Value of the tag `ares:fleet` */
  readonly fleet: string;
  readonly documentArn: string;
}

/** What the fault injection service may do here: send the one document to hosts of the fleet, and call it off. */
export class ExperimentRole extends Role {
  constructor(scope: Construct, id: string, { fleet, documentArn }: ExperimentRoleProps) {
    const { account } = Stack.of(scope);
    const conditions = { StringEquals: { 'aws:SourceAccount': account } };
    const assumedBy = new ServicePrincipal('fis.amazonaws.com', { conditions });
    super(scope, id, { assumedBy, description: `Experiments on the fleet ${fleet}` });
    const instances = Stack.of(this).formatArn({ service: 'ec2', resource: 'instance', resourceName: '*' });
    const tagged = { StringEquals: { [`ssm:resourceTag/${FLEET_TAG}`]: fleet } };
    this.addToPolicy(new PolicyStatement({ actions: ['ssm:SendCommand'], resources: [documentArn] }));
    this.addToPolicy(new PolicyStatement({ actions: ['ssm:SendCommand'], resources: [instances], conditions: tagged }));
    const actions = ['ssm:ListCommands', 'ssm:CancelCommand', 'ec2:DescribeInstances'];
    this.addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));
  }
}
