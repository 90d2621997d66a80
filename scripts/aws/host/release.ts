import { parseDocument } from 'yaml';
import { bundleEntries } from '../../../cdk/hosts/bundle-entries.ts';
import { type TarEntry, tar } from '../../../cdk/hosts/tar.ts';
import { REGION } from '../emulator/emulated-account.ts';

interface ReleaseOptions {
  readonly fleet: string;
  /** By tag: no registry gave them a digest here */
  readonly images: Readonly<Record<string, string>>;
  /** Where the host agent finds the emulator of AWS */
  readonly awsUrl: string;
}

export const FOLDER = '/opt/ares/releases/emulated';

/** The files of a host as `cdk deploy` bundles them, with the settings that user data writes on a real host. */
export function hostFiles({ fleet, images, awsUrl }: ReleaseOptions): Buffer {
  const release = bundleEntries(true).map((entry) =>
    entry.name === 'agent/compose.yaml' ? { ...entry, content: withEmulator(entry.content, awsUrl) } : entry,
  );
  const settings = {
    AWS_REGION: REGION,
    AWS_USE_DUALSTACK_ENDPOINT: 'false',
    ARES_FLEET_TAG: fleet,
    ARES_EVENT_BUS: 'default',
    ARES_CHAOS: 'deny',
  };
  return tar([
    ...[...release, text('release.env', { ARES_OBSERVABILITY: './observability', ...images })].map((entry) => ({
      ...entry,
      name: `${FOLDER.slice(1)}/${entry.name}`,
    })),
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
