import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { appBundle } from './app-bundle.ts';
import { hostImages } from './testing/host-images.ts';

interface Service {
  readonly image: string;
  readonly build?: unknown;
  readonly ports?: readonly { readonly host_ip?: string }[];
  readonly network_mode?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly volumes?: readonly { readonly source: string; readonly target: string }[];
}

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ares-bundle-'));
  const { path } = appBundle({ images: hostImages(), shop: true, directory });
  execFileSync('tar', ['-xf', path, '-C', directory]);
  const own = ['PRIVATE_ADDRESS', 'PROMETHEUS_LISTEN', 'AGENT_ADDRESS', 'ARES_AGENT_LISTEN'];
  writeFileSync(join(directory, 'host.env'), own.map((name) => `${name}=10.0.1.2\n`).join(''));
  return () => rmSync(directory, { recursive: true });
});

/** What Compose makes of the files of the bundle; a host has nothing else. */
function services(app: string): [name: string, service: Service][] {
  const flags = ['compose.yaml', 'aws.yaml'].flatMap((file) => ['-f', join(directory, app, file)]);
  const env = ['release.env', 'host.env'].flatMap((file) => ['--env-file', join(directory, file)]);
  const args = ['compose', '--project-directory', join(directory, app), ...flags, ...env, 'config', '--format', 'json'];
  const config = execFileSync('docker', args, {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  return Object.entries(JSON.parse(config).services as Record<string, Service>);
}

test.each(['agent', 'shop'])('%s: every image by digest, every port on the private address', (app) => {
  for (const [name, service] of services(app)) {
    expect(service, name).toMatchObject({ image: expect.stringMatching(/@sha256:a{64}$/) });
    expect(service.build, name).toBeUndefined();
    for (const { host_ip } of service.ports ?? []) expect(host_ip, name).toBe('10.0.1.2');
  }
});

test('the host agent alone is on the network of the host', () => {
  const all = [...services('agent'), ...services('shop')];
  expect(all.filter(([, { network_mode }]) => network_mode === 'host').map(([name]) => name)).toEqual(['host-agent']);
});

test('no container allows faults unless the host says so, and what is mounted is in the bundle', () => {
  const shop = services('shop');
  for (const [name, { labels }] of shop) expect(labels?.['ares.chaos'], name).toBe('deny');
  const mounts = [...shop, ...services('agent')].flatMap(([, { volumes = [] }]) => volumes);
  const binds = mounts.map(({ source }) => source).filter((source) => source.startsWith(directory));
  expect(binds.map((source) => source.slice(directory.length)).sort()).toEqual([
    '/agent/observability',
    '/shop/nginx/follow-gateway.sh',
    '/shop/nginx/nginx.conf',
    '/shop/nginx/start.sh',
  ]);
});
