import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { FLEET_TAG, HOST_AGENT_PORT } from '@ares/config/aws';
import {
  DescribeInstancesCommand,
  EC2Client,
  type Instance,
  RegisterImageCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { REGION } from '../emulator/emulated-account.ts';
import { until } from '../emulator/until.ts';
import { docker } from './docker.ts';
import { INSTANCE_IMAGE } from './host-images.ts';
import { FOLDER } from './release.ts';

/** An EC2 instance of the emulator: a container with a Docker daemon of its own. */
export interface Host {
  readonly hostId: string;
  /** As EC2 tells it, and as the functions reach it */
  readonly address: string;
  /** Runs a program on the host. */
  exec(...command: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/** Registers the image as an AMI and runs one instance of it, with the fleet's tag. */
export async function runInstance(awsUrl: string, fleet: string): Promise<Host> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ec2 = new EC2Client({ endpoint: awsUrl, region: REGION, credentials });
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
  const hostId = launched.Instances?.[0]?.InstanceId ?? '';
  const container = await docker('ps', '--quiet', '--filter', `label=instance_id=${hostId}`);
  const exec = (...command: readonly string[]) => docker('exec', container, ...command);
  const address = await until(async () => addressOf(ec2, hostId), { what: `the address of ${hostId}`, seconds: 60 });
  await exec('sh', '-c', 'echo "$0" >/etc/ares-instance/id', hostId);
  await until(() => exec('docker', 'info'), { what: `the Docker daemon of ${hostId}`, seconds: 120 });
  ec2.destroy();
  return { hostId, address, exec, remove: async () => void (await docker('rm', '--force', '--volumes', container)) };
}

async function addressOf(ec2: EC2Client, hostId: string): Promise<string | undefined> {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [hostId] }));
  const instance: Instance | undefined = Reservations?.[0]?.Instances?.[0];
  return instance?.PrivateIpAddress;
}

/** Gives the host its images, as a registry would. */
export async function loadImages({ hostId }: Host, images: readonly string[]): Promise<void> {
  const container = await docker('ps', '--quiet', '--filter', `label=instance_id=${hostId}`);
  await piped(['save', ...new Set(images)], ['exec', '--interactive', container, 'docker', 'load', '--quiet']);
}

async function piped(from: readonly string[], to: readonly string[]): Promise<void> {
  const source = spawn('docker', from, { stdio: ['ignore', 'pipe', 'inherit'] });
  const sink = spawn('docker', to, { stdio: [source.stdout, 'ignore', 'inherit'] });
  const codes = await Promise.all([once(source, 'exit'), once(sink, 'exit')]);
  if (codes.some(([code]) => code !== 0)) throw new Error(`docker ${from[0]} | docker ${to.join(' ')} failed`);
}

/** What the boot of a real host does: unpack the release, bring up agent and shop by the host's own script. */
export async function boot(host: Host, files: Buffer): Promise<void> {
  const container = await docker('ps', '--quiet', '--filter', `label=instance_id=${host.hostId}`);
  const unpack = spawn('docker', ['exec', '--interactive', container, 'tar', '-x', '-C', '/'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  unpack.stdin.end(files);
  const [code] = await once(unpack, 'exit');
  if (code !== 0) throw new Error(`the release cannot be unpacked on ${host.hostId}`);
  await host.exec('sh', '-c', `mkdir -p /data /var/lib/ares && ln -sfn ${FOLDER} /opt/ares/current`);
  await host.exec('/opt/ares/current/bin/ares-host', 'up', 'agent');
  await host.exec('/opt/ares/current/bin/ares-host', 'up', 'shop');
  const agent = `http://${host.address}:${HOST_AGENT_PORT}/health`;
  await until(async () => ((await fetch(agent)).ok ? true : undefined), { what: agent, seconds: 120 });
}
