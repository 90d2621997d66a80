import { FLEET_TAG } from '@ares/config/aws';
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Lets a host take over the volume and the address of a cell: those of its own fleet, for instances of its own fleet. */
export function takeOverStatements(scope: Construct, fleetTag: string): PolicyStatement[] {
  const ofFleet = { StringEquals: { [`aws:ResourceTag/${FLEET_TAG}`]: fleetTag } };
  const any = (resource: string) => Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName: '*' });
  const take = (sid: string, action: string, resource: string) =>
    new PolicyStatement({ sid, actions: [action], resources: [any(resource), any('instance')], conditions: ofFleet });
  return [
    take('TakeVolume', 'ec2:AttachVolume', 'volume'),
    take('TakeAddress', 'ec2:AssociateAddress', 'elastic-ip'),
    // EC2 asks for the interface too, which Auto Scaling makes without the tags of its instance.
    new PolicyStatement({
      sid: 'TakeAddressByInterface',
      actions: ['ec2:AssociateAddress'],
      resources: [any('network-interface')],
    }),
    new PolicyStatement({ sid: 'SeeHolder', actions: ['ec2:DescribeVolumes'], resources: ['*'] }),
  ];
}
