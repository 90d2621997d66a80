import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EC2Client } from '@aws-sdk/client-ec2';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { isAtLeast, SSM_AGENT_MIN } from '../../../packages/cli/src/deploy/fleet/agent-version.ts';
import { rollOut } from '../../../packages/cli/src/deploy/rollout/roll-out.ts';
import { type RolloutAdaptation, rolloutAdaptations } from '../deploy/adaptations.ts';
import { REGION } from '../emulator/emulated-account.ts';
import { emulatorJson } from '../emulator/emulator-json.ts';
import type { Host } from '../host/host.ts';
import { bundle, type ReleaseOptions } from '../host/release.ts';
import type { DeployedFleet } from './deployed-fleet.ts';
import { ledgerOf } from './ledger.ts';
import { SHOP } from './prove-heal.ts';

interface RolloutParts {
  /** That the host has */
  readonly release: ReleaseOptions;
  readonly ssmUrl: string;
}

interface RolloutProof {
  readonly sha256: string;
  readonly applied: readonly { readonly adaptation: RolloutAdaptation; readonly resources: number }[];
}

/** The same image under another name: a service that changed, and a host that has it. */
const IMAGE = 'ares-emulated/user:released';
const BUCKET_HERE = `<CreateBucketConfiguration><LocationConstraint>${REGION}</LocationConstraint></CreateBucketConfiguration>`;
const CONTAINER = 'ares-shop-user-1';

/**
 * Publishes a release with one image changed, and has the rollout of the CLI bring it to the running host.
 * @throws Error where the host has another release, does not serve, or was healed because of it
 */
export async function proveRollout(
  { awsUrl, host, knowledge }: Pick<DeployedFleet, 'awsUrl' | 'host' | 'knowledge'>,
  { release, ssmUrl }: RolloutParts,
  note: (detail: string) => void,
): Promise<RolloutProof> {
  note('waiting for calm ticks');
  await knowledge.calm(host.hostId, SHOP);
  const known = await ledgerOf(host);
  const options = { region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const clients = {
    ec2: new EC2Client({ ...options, endpoint: awsUrl }),
    ssm: new SSMClient({ ...options, endpoint: ssmUrl }),
  };
  await host.exec('docker', 'tag', release.images.USER_IMAGE ?? '', IMAGE);
  const archive = bundle({ ...release, images: { ...release.images, USER_IMAGE: IMAGE } });
  const sha256 = createHash('sha256').update(archive).digest('hex');
  const Value = `${await upload(awsUrl, archive)} ${sha256}`;
  await clients.ssm.send(
    new PutParameterCommand({ Name: `/ares/${release.fleet}/release`, Type: 'String', Value, Overwrite: true }),
  );
  await rollOut({ clients, context: { fleet: release.fleet }, clock: { nowMs: Date.now, sleep } }, note);
  await mustServe(host, sha256);
  note('waiting for calm ticks');
  await knowledge.calm(host.hostId, SHOP);
  const fresh = (await ledgerOf(host)).filter((entry) => !known.includes(entry));
  if (fresh.length > 0) throw new Error(`the release was healed: ${fresh.join()}`);
  return { sha256, applied: await needed(awsUrl, host) };
}

/** @returns its URL of S3 */
async function upload(awsUrl: string, archive: Buffer): Promise<string> {
  const signature = `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/s3/aws4_request, SignedHeaders=host, Signature=0`;
  for (const [path, body] of [
    ['ares-releases', BUCKET_HERE],
    ['ares-releases/bundle.tar', new Uint8Array(archive)],
  ] as const) {
    const headers = { authorization: signature };
    const answer = await fetch(`${awsUrl}/${path}`, { method: 'PUT', headers, body });
    if (!answer.ok) throw new Error(`S3 answered ${answer.status} for ${path}: ${await answer.text()}`);
  }
  return 's3://ares-releases/bundle.tar';
}

async function mustServe(host: Host, sha256: string): Promise<void> {
  const current = await host.exec('readlink', '/opt/ares/current');
  if (current !== `releases/${sha256}`) throw new Error(`${host.hostId} has ${current} and not ${sha256}`);
  const image = await host.exec('docker', 'inspect', '--format', '{{.Config.Image}}', CONTAINER);
  if (image !== IMAGE) throw new Error(`${CONTAINER} runs ${image} and not ${IMAGE}`);
  const { status } = await fetch(`http://${host.address}:8080/api/products`);
  if (status !== 200) throw new Error(`the shop answers ${status}`);
}

/** @throws Error where one was needed for nothing, as for those of templates */
async function needed(awsUrl: string, host: Host): Promise<RolloutProof['applied']> {
  const calls = (await host.exec('cat', '/var/log/stand-ins')).split('\n');
  const { InstanceInformationList } = await emulatorJson(awsUrl, 'AmazonSSM.DescribeInstanceInformation', {});
  const agents = InstanceInformationList as readonly { readonly AgentVersion: string }[];
  const tooOld = agents.filter(({ AgentVersion }) => !isAtLeast(AgentVersion, SSM_AGENT_MIN));
  return rolloutAdaptations.map((adaptation) => {
    const { of, words } = adaptation;
    const used = of === 'DescribeInstanceInformation' ? tooOld : calls.filter((call) => call === of);
    if (used.length === 0)
      throw new Error(`nothing needs this, take it out of scripts/aws/deploy/adaptations.ts: ${words}`);
    return { adaptation, resources: used.length };
  });
}
