import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { bundleEntries } from '../../../cdk/hosts/bundle-entries.ts';
import { AGENT_DROP_IN } from '../../../cdk/hosts/host-user-data.ts';
import { type TarEntry, tar } from '../../../cdk/hosts/tar.ts';
import { root } from '../../lib/root.mjs';
import { REGION } from '../emulator/emulated-account.ts';

export interface ReleaseOptions {
  readonly fleet: string;
  /** By tag: no registry gave them a digest here */
  readonly images: Readonly<Record<string, string>>;
  /** Where the host agent finds the emulator of AWS */
  readonly awsUrl: string;
}

const ARES_RELEASE = join(root, 'cdk/hosts/files/ares-release');
const DROP_IN = 'etc/systemd/system/ares-agent.service.d/release.conf';
export const FOLDER = '/opt/ares/releases/emulated';

/** A release as `cdk deploy` bundles it. */
export function bundle(options: ReleaseOptions): Buffer {
  return tar(releaseEntries(options));
}

function releaseEntries({ images, awsUrl }: ReleaseOptions): readonly TarEntry[] {
  const release = bundleEntries(true).map((entry) =>
    entry.name === 'agent/compose.yaml' ? { ...entry, content: withEmulator(entry.content, awsUrl) } : entry,
  );
  return [...release, text('release.env', { ARES_OBSERVABILITY: './observability', ...images })];
}

/** The files of a host with its first release, and with what user data writes on a real host. */
export function hostFiles(options: ReleaseOptions): Buffer {
  const { fleet, awsUrl } = options;
  const settings = {
    AWS_REGION: REGION,
    AWS_USE_DUALSTACK_ENDPOINT: 'false',
    ARES_FLEET_TAG: fleet,
    ARES_EVENT_BUS: 'default',
    ARES_CHAOS: 'deny',
    ARES_RELEASE_PARAMETER: `/ares/${fleet}/release`,
  };
  const release = releaseEntries(options);
  const units = release.filter(({ name }) => name.startsWith('systemd/'));
  return tar([
    ...release.map((entry) => ({ ...entry, name: `${FOLDER.slice(1)}/${entry.name}` })),
    ...units.map((entry) => ({ ...entry, name: `etc/systemd/system/${entry.name.slice('systemd/'.length)}` })),
    { name: DROP_IN, mode: 0o644, content: Buffer.from(AGENT_DROP_IN) },
    { name: 'usr/local/sbin/ares-release', mode: 0o755, content: readFileSync(ARES_RELEASE) },
    { name: 'etc/ares-instance/aws-url', mode: 0o644, content: Buffer.from(awsUrl) },
    text('etc/ares/host.env', settings),
  ]);
}

const text = (name: string, values: Readonly<Record<string, string>>): TarEntry => ({
  name,
  mode: 0o644,
  content: Buffer.from(
    Object.entries(values)
      .map(([key, value]) => `${key}='${value}'\n`)
      .join(''),
  ),
});

/** On AWS the agent has its endpoint and keys from the instance. */
function withEmulator(compose: Buffer, url: string): Buffer {
  const document = parseDocument(compose.toString());
  const environment = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  for (const [name, value] of Object.entries(environment)) {
    document.setIn(['services', 'host-agent', 'environment', name], value);
  }
  return Buffer.from(document.toString());
}
