import { FLEET_TAG } from '@ares/config/aws';
import { EC2Client, RegisterImageCommand, RunInstancesCommand, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { type Emulator, emulators, setting } from './emulator.ts';

export interface EmulatedHost {
  readonly ec2: EC2Client;
  readonly hostId: string;
  terminate(): Promise<void>;
}

/** An instance of a fleet; on MiniStack it is a real container. */
export async function emulatedHost(emulator: Emulator, fleet: string): Promise<EmulatedHost> {
  const ec2 = new EC2Client(emulators[emulator]());
  const image = await ec2.send(
    new RegisterImageCommand({
      Name: `ares-${fleet}`,
      ImageLocation: setting('ARES_EMULATED_HOST_IMAGE'),
      RootDeviceName: '/dev/xvda',
    }),
  );
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: image.ImageId,
      InstanceType: 't4g.small',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: FLEET_TAG, Value: fleet }] }],
    }),
  );
  const hostId = Instances?.[0]?.InstanceId;
  if (hostId === undefined) throw new Error(`${emulator} started no instance`);
  return {
    ec2,
    hostId,
    terminate: async () => void (await ec2.send(new TerminateInstancesCommand({ InstanceIds: [hostId] }))),
  };
}
