import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { appBundle } from './app-bundle.ts';
import { hostImages } from './testing/host-images.ts';

let directory: string;
const listing = (path: string) => execFileSync('tar', ['-tf', path], { encoding: 'utf8' }).split('\n').filter(Boolean);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ares-bundle-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
});

test('a host of the shop gets compose files, what they mount, and the images by digest', () => {
  const { path, sha256 } = appBundle({ images: hostImages(), shop: true, directory });
  expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256);
  expect(listing(path)).toEqual([
    'agent/aws.yaml',
    'agent/compose.yaml',
    'agent/observability/prometheus.yml',
    'agent/observability/rules.yml',
    'bin/ares-host',
    'release.env',
    'shop/aws.yaml',
    'shop/compose.yaml',
    'shop/nginx/follow-gateway.sh',
    'shop/nginx/nginx.conf',
    'shop/nginx/start.sh',
    'shop/postgres/init/10-roles.sh',
    'shop/postgres/init/lock-down.sql.template',
    'shop/postgres/init/role.sql.template',
    'systemd/ares-agent.service',
    'systemd/ares-app.service',
  ]);
  const release = execFileSync('tar', ['-xOf', path, 'release.env'], { encoding: 'utf8' });
  expect(release).toContain(`CART_IMAGE=${hostImages().CART_IMAGE}\n`);
});

test('a host of a team gets host agent and Prometheus alone', () => {
  const { HOST_AGENT_IMAGE = '', PROMETHEUS_IMAGE = '' } = hostImages();
  const { path } = appBundle({ images: { HOST_AGENT_IMAGE, PROMETHEUS_IMAGE }, shop: false, directory });
  expect(listing(path).filter((name) => name.startsWith('shop/'))).toEqual([]);
});

test('hosts that have IPv6 only name the images of the account by the name that has it', () => {
  const images = { ...hostImages(), NGINX_IMAGE: `public.ecr.aws/nginx/nginx@sha256:${'a'.repeat(64)}` };
  const { path } = appBundle({ images, shop: true, dualStack: true, directory });
  const release = execFileSync('tar', ['-xOf', path, 'release.env'], { encoding: 'utf8' });
  const digest = `@sha256:${'a'.repeat(64)}`;
  expect(release).toContain(`\nCART_IMAGE=123456789012.dkr-ecr.eu-central-1.on.aws/ares/cart_image${digest}\n`);
  expect(release).toContain(`\nNGINX_IMAGE=${images.NGINX_IMAGE}\n`);
  expect(release).not.toContain('dkr.ecr');
});

test('the same content has the same checksum, another image another one', () => {
  const images = hostImages();
  const { sha256 } = appBundle({ images, shop: true, directory });
  expect(appBundle({ images, shop: true, directory }).sha256).toBe(sha256);
  const other = { ...images, CART_IMAGE: `ares/cart@sha256:${'b'.repeat(64)}` };
  expect(appBundle({ images: other, shop: true, directory }).sha256).not.toBe(sha256);
});

test.each([undefined, 'ares/cart:latest', 'ares/cart@sha256:abc', `a b@sha256:${'a'.repeat(64)}`])(
  'an image that is %s is refused by name',
  (CART_IMAGE) => {
    const images = { ...hostImages(), CART_IMAGE: CART_IMAGE as string };
    expect(() => appBundle({ images, shop: true, directory })).toThrow(/- CART_IMAGE is /);
  },
);
