import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { FOLDER, hostFiles } from './release.ts';

const files = hostFiles({ fleet: 'f', images: { CART_IMAGE: 'cart:1' }, awsUrl: 'http://10.0.0.1:4566' });
const read = (name: string) => execFileSync('tar', ['-xOf', '-', name], { input: files }).toString();

test('a host of the emulator has the files of a real one, its settings and its images by tag', () => {
  expect(read('etc/ares/host.env')).toContain("ARES_FLEET_TAG='f'\n");
  expect(read(`${FOLDER.slice(1)}/release.env`)).toContain("CART_IMAGE='cart:1'\n");
  expect(read(`${FOLDER.slice(1)}/bin/ares-host`)).toMatch(/^#!\/bin\/sh/);
});

test('only the host agent is told where the emulator is', () => {
  const agent = read(`${FOLDER.slice(1)}/agent/compose.yaml`);
  expect(agent).toContain('AWS_ENDPOINT_URL: http://10.0.0.1:4566');
  expect(agent.match(/AWS_ENDPOINT_URL/g)).toHaveLength(1);
});
