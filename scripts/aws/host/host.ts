import { FLEET_TAG } from '@ares/config/aws';
import { DescribeInstancesCommand, EC2Client, RegisterImageCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import type { Closing } from '../emulator/closing.ts';
import { REGION } from '../emulator/emulated-account.ts';
import { until } from '../emulator/until.ts';
import { docker } from './docker.ts';
import { INSTANCE_IMAGE } from './host-images.ts';

/** An EC2 instance of the emulator: a container with a Docker daemon of its own. */
export interface Host {
  readonly hostId: string;
  /** As EC2 tells it, and as the functions reach it */
  readonly address: string;
  /** That stands for it, on this machine's Docker */
  readonly container: string;
  /** Runs a program on the host. */
  exec(...command: readonly string[]): Promise<string>;
}

/** Registers the image as an AMI and runs one instance of it, with the fleet's tag; it is to be closed from its launch on. */
export async function runInstance(awsUrl: string, fleet: string, open: Closing): Promise<Host> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ec2 = new EC2Client({ endpoint: awsUrl, region: REGION, credentials });
  try {
    const hostId = await launch(ec2, fleet);
    const container = await docker('ps', '--quiet', '--filter', `label=instance_id=${hostId}`);
    open.add(`host ${hostId}`, () => docker('rm', '--force', '--volumes', container));
    const exec = (...command: readonly string[]) => docker('exec', container, ...command);
    const address = await until(() => addressOf(ec2, hostId), { what: `the address of ${hostId}`, seconds: 60 });
    await exec('sh', '-c', 'echo "$0" >/etc/ares-instance/id', hostId);
    await until(() => exec('docker', 'info'), { what: `the Docker daemon of ${hostId}`, seconds: 120 });
    return { hostId, address, container, exec };
  } finally {
    ec2.destroy();
  }
}

async function launch(ec2: EC2Client, fleet: string): Promise<string> {
  const image = await ec2.send(new RegisterImageCommand({ Name: 'ares-host', ImageLocation: INSTANCE_IMAGE }));
  const Tags = [{ Key: FLEET_TAG, Value: fleet }];
  const launched = await ec2.send(
    new RunInstancesCommand({
      ImageId: image.ImageId,
      InstanceType: 't4g.large',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
    }),
  );
  const hostId = launched.Instances?.[0]?.InstanceId;
  if (!hostId) throw new Error('the emulator started no instance');
  return hostId;
}

async function addressOf(ec2: EC2Client, hostId: string): Promise<string | undefined> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [hostId] }));
  return Reservations?.[0]?.Instances?.[0]?.PrivateIpAddress;
}
