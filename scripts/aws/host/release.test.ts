import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { bundle, FOLDER, hostFiles } from './release.ts';

const options = { fleet: 'f', images: { CART_IMAGE: 'cart:1' }, awsUrl: 'http://10.0.0.1:4566' };
const read = (name: string, input = hostFiles(options)) =>
  execFileSync('tar', ['-xOf', '-', name], { input }).toString();

test('a host of the emulator has the files of a real one, its settings and its images by tag', () => {
  expect(read('etc/ares/host.env')).toContain("ARES_FLEET_TAG='f'\n");
  expect(read(`${FOLDER.slice(1)}/release.env`)).toContain("CART_IMAGE='cart:1'\n");
  expect(read(`${FOLDER.slice(1)}/bin/ares-host`)).toMatch(/^#!\/bin\/sh/);
});

test('it takes its releases as a real one does', () => {
  expect(read('etc/ares/host.env')).toContain("ARES_RELEASE_PARAMETER='/ares/f/release'\n");
  expect(read('etc/systemd/system/ares-app.service')).toContain('ExecStartPre=/usr/local/sbin/ares-release\n');
  expect(read('etc/systemd/system/ares-agent.service.d/release.conf')).toContain(
    'ExecStartPre=/usr/local/sbin/ares-release\n',
  );
  expect(read('usr/local/sbin/ares-release')).toMatch(/^#!\/bin\/sh/);
  expect(read('release.env', bundle(options))).toContain("CART_IMAGE='cart:1'\n");
});

test('of a release only the host agent is told where the emulator is', () => {
  const agent = read(`${FOLDER.slice(1)}/agent/compose.yaml`);
  expect(agent).toContain('AWS_ENDPOINT_URL: http://10.0.0.1:4566');
  expect(agent.match(/AWS_ENDPOINT_URL/g)).toHaveLength(1);
});
