import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tar } from '../../hosts/tar.ts';
import { DocumentStage, type RunOptions } from './document-stage.ts';

const unit = readFileSync(join(import.meta.dirname, '../../hosts/files/systemd/ares-agent.service'));

/** Brings the agent of this host up or down, and says so. */
const aresHost = (works: boolean, version: string) => `#!/bin/sh
echo "ares-host ${version} $*" >>"$FAKE/calls"
case $1 in up) ${works ? 'touch "$FAKE/up"' : 'exit 1'} ;; down) rm -f "$FAKE/up" ;; esac
`;

/** An instance of a team that has all that ARES needs. */
export class InstallStage extends DocumentStage {
  constructor() {
    super('install', 'install-bin');
    for (const folder of ['host/run/systemd/system', 'host/opt']) mkdirSync(this.path(folder), { recursive: true });
    this.write('compose-version', '2.40.3\n');
    this.write('free-kib', '4000000\n');
    this.write('machine', 'aarch64\n');
  }

  /** Puts a bundle into the bucket. @returns the parameters that install it */
  bundle(version: string, { works = true }: { readonly works?: boolean } = {}): Record<string, string> {
    const file = (name: string, mode: number, content: string | Buffer) => ({
      name,
      mode,
      content: Buffer.from(content),
    });
    const archive = tar([
      file('bin/ares-host', 0o755, aresHost(works, version)),
      file('systemd/ares-agent.service', 0o644, unit),
    ]);
    writeFileSync(this.path(`${version}.tar`), archive);
    const BundleSha256 = createHash('sha256').update(archive).digest('hex');
    return { Kind: 'install', FleetTag: 'Prod EU', BundleS3: `s3://assets/bundles/${version}.tar`, BundleSha256 };
  }

  readonly environment = { ARES_HOST_ROOT: this.path('host'), ARES_INSTALL_TRIES: '1' };

  override runRaw(parameters: Readonly<Record<string, string>>, options: RunOptions = {}) {
    return super.runRaw(parameters, { ...options, environment: { ...this.environment, ...options.environment } });
  }

  /** What brings containers up or down, in order. */
  deeds(): string[] {
    return this.lines('calls').filter((call) => call.startsWith('ares-host'));
  }

  current(): string {
    return readlinkSync(this.path('host/opt/ares/current'));
  }

  /** Names below `/etc` of the host. */
  etc(): string[] {
    const entries = readdirSync(this.path('host/etc'), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  }
}
