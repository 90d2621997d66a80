import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TarEntry } from './tar.ts';

const files = join(import.meta.dirname, 'files');
const checkout = join(import.meta.dirname, '../..');

/** Where each folder or file of the checkout stands in the bundle. */
const ofAgent: readonly (readonly [from: string, to: string])[] = [
  [join(files, 'bin'), 'bin'],
  [join(files, 'systemd'), 'systemd'],
  [join(checkout, 'packages/host-agent/compose.yaml'), 'agent/compose.yaml'],
  [join(files, 'agent/aws.yaml'), 'agent/aws.yaml'],
  [join(checkout, 'services/observability'), 'agent/observability'],
];
const ofShop: readonly (readonly [from: string, to: string])[] = [
  [join(checkout, 'services/compose.yaml'), 'shop/compose.yaml'],
  [join(files, 'shop/aws.yaml'), 'shop/aws.yaml'],
  [join(checkout, 'services/nginx'), 'shop/nginx'],
  [join(checkout, 'services/postgres/init'), 'shop/postgres/init'],
];

/** What a host runs by, without its images: compose files, what they mount, and the script that brings them up. */
export const bundleEntries = (shop: boolean): TarEntry[] =>
  [...ofAgent, ...(shop ? ofShop : [])].flatMap(([from, to]) => entriesBelow(from, to));

function entriesBelow(from: string, to: string): TarEntry[] {
  if (/\.[a-z]+$/.test(to)) return [entry(from, to)];
  return readdirSync(from)
    .filter((name) => !name.includes('.test.'))
    .map((name) => entry(join(from, name), `${to}/${name}`));
}

const entry = (from: string, name: string): TarEntry => {
  const content = readFileSync(from);
  return { name, mode: content.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644, content };
};
