import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseValue } from '../../hosts/release.ts';
import { tar } from '../../hosts/tar.ts';
import { DocumentStage, type RunOptions } from './document-stage.ts';

const aresRelease = readFileSync(join(import.meta.dirname, '../../hosts/files/ares-release'), 'utf8');
const ARES_RELEASE = 'host/usr/local/sbin/ares-release';
const RUNNING = 'running,http:8080/health/ready,Up 2 seconds\nrunning,postgres:5432,Up 2 seconds (healthy)\n';

/** What is different once a release is up. */
export interface Behaviour {
  /** Of `docker ps`: state, health label and status. */
  readonly containers?: string;
  readonly probe?: '0' | '1';
  /** What its `ares-host` cannot do. */
  readonly fails?: 'pull shop' | 'up shop' | 'up agent';
}

const aresHost = (
  version: string,
  { containers = 'running,http:8080/ready,Up 1 second', probe = '1', fails }: Behaviour,
) =>
  `#!/bin/sh
[ "$1" = runs ] || echo "ares-host ${version} $*" >>"$FAKE/calls"
[ "$*" != '${fails ?? 'nothing'}' ] || exit 1
lock="$FAKE/state/locks/host"
if [ "$1" = pull ]; then [ ! -e "$lock" ] || flock -s -n "$lock" true || echo 'the host is locked' >>"$FAKE/calls"
elif [ "$1" = runs ]; then [ "$(cat "$FAKE/up-$2")" = ${version} ]; exit
fi
if [ "$1" = up ]; then echo ${version} >"$FAKE/up-$2"; fi
if [ "$*" = 'up shop' ]; then echo '${containers}' >"$FAKE/containers" && echo ${probe} >"$FAKE/probe"; fi
`;

/** A host that ARES made, on which the release `old` runs; `ares-release` is the real one. */
export class ReleaseStage extends DocumentStage {
  readonly old: string;

  constructor() {
    super('release', 'release-bin');
    const moved = aresRelease.replaceAll(/(?<![\w}])\/(opt|etc)\b/g, `${this.path('host')}/$1`);
    this.write(ARES_RELEASE, moved);
    chmodSync(this.path(ARES_RELEASE), 0o755);
    this.write('host/etc/ares/host.env', "ARES_RELEASE_PARAMETER='/ares/prod/release'\n");
    this.write('host/etc/ares/address.env', 'ARES_HOST_ID=i-1\nPRIVATE_ADDRESS=10.0.1.2\n');
    this.write('units', 'active\nactive\n');
    this.write('containers', RUNNING.split('\n')[0] ?? '');
    this.write('probe', '1\n');
    for (const app of ['agent', 'shop']) this.write(`up-${app}`, 'old\n');
    this.old = this.publish('old');
    const bin = `host/opt/ares/releases/${this.old}/bin`;
    mkdirSync(this.path(bin), { recursive: true });
    writeFileSync(this.path(bin, 'ares-host'), aresHost('old', {}), { mode: 0o755 });
    symlinkSync(`releases/${this.old}`, this.path('host/opt/ares/current'));
  }

  /** Puts a bundle into the bucket and names it by the parameter. @returns its checksum */
  publish(version: string, behaviour: Behaviour = {}): string {
    const content = Buffer.from(aresHost(version, behaviour));
    const archive = tar([{ name: 'bin/ares-host', mode: 0o755, content }]);
    writeFileSync(this.path(`${version}.tar`), archive);
    const sha256 = createHash('sha256').update(archive).digest('hex');
    this.write('parameter', `${releaseValue(`s3://assets/${version}.tar`, sha256)}\n`);
    return sha256;
  }

  override runRaw(parameters: Readonly<Record<string, string>>, options: RunOptions = {}) {
    const own = { ARES_HOST_ROOT: this.path('host'), ARES_RELEASE_SECONDS: '0', ARES_RELEASE_PAUSE: '0.1' };
    return super.runRaw(parameters, { ...options, environment: { ...own, ...options.environment } });
  }

  /** Brings the release of this checksum. */
  bring(BundleSha256: string, options: RunOptions = {}) {
    return this.run({ BundleSha256 }, options);
  }

  current(): string {
    return readlinkSync(this.path('host/opt/ares/current')).replace('releases/', '');
  }
}
