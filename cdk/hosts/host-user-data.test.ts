import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { shellcheck } from '../documents/lint-document.ts';
import { type HostUserDataProps, hostUserData } from './host-user-data.ts';
import { FakeInstance } from './testing/fake-instance.ts';

const PLUGIN = 'a Compose plugin';
const compose = {
  version: 'v0',
  url: 'https://example.com/compose',
  sha256: createHash('sha256').update(PLUGIN).digest('hex'),
};
const props: HostUserDataProps = { fleet: 'prod', fleetTag: 'Prod EU', region: 'eu-central-1', compose };

/** An instance at its first boot, with a blank volume. */
function firstBoot() {
  const instance = new FakeInstance();
  instance.write('download', PLUGIN);
  instance.write('amazon-ssm-agent.answer', 'SSM Agent version: 3.3.3270.0\n');
  instance.write('mountpoint.fails', '');
  instance.write('etc/fstab', '');
  return instance;
}
/** A regular file is the volume. */
const run = (instance: FakeInstance, over: Partial<HostUserDataProps> = {}, shell?: string) => {
  const script = hostUserData({ ...props, ...over });
  const patient = script.replaceAll('sleep 5', ':').replaceAll('test -b', 'test -e');
  return instance.run(patient, [], shell);
};

test('shellcheck finds nothing, no templating finds its braces, and EC2 takes the size', () => {
  const script = hostUserData(props);
  expect(shellcheck(script)).toBe('');
  expect(script).not.toContain('{{');
  expect(Buffer.byteLength(script)).toBeLessThan(12_000);
});

test.each(['/bin/dash', '/bin/bash'])('a first boot in %s installs, mounts and enables everything', (shell) => {
  const instance = firstBoot();
  instance.write('dev/sdf', '');
  expect(run(instance, {}, shell)).toEqual({ status: 0, stderr: '' });
  expect(instance.read('usr/local/lib/docker/cli-plugins/docker-compose')).toBe(PLUGIN);
  expect(instance.calls('mkfs')).toEqual(['mkfs.ext4 -q -L ares-data /dev/sdf']);
  expect(instance.calls('mount ')).toEqual(['mount /data', 'mount /var/lib/docker/volumes']);
  expect(instance.calls('systemctl')).toEqual([
    'systemctl daemon-reload',
    'systemctl restart amazon-ssm-agent',
    'systemctl enable --now docker',
    'systemctl enable ares-agent.service ares-app.service',
    'systemctl start --no-block ares-agent.service ares-app.service',
  ]);
  expect(JSON.parse(instance.read('etc/docker/daemon.json'))).toMatchObject({ 'live-restore': true });
  expect(instance.read('etc/ares/host.env')).toContain("ARES_FLEET_TAG='Prod EU'\nARES_EVENT_BUS='default'\n");
  expect(instance.read('etc/ares/host.env')).toContain("ARES_RELEASE_PARAMETER='/ares/prod/release'");
  expect(instance.read('etc/systemd/system/docker.service.d/ares.conf')).toContain('RequiresMountsFor=');
  expect(instance.read('usr/local/sbin/ares-release')).toMatch(/^#!\/bin\/sh\n/);
});

test('a plugin with another checksum is not installed, and the boot says so', () => {
  const instance = firstBoot();
  instance.write('dev/sdf', '');
  instance.write('download', 'something else');
  expect(run(instance)).toMatchObject({ status: 1, stderr: expect.stringContaining('another checksum') });
  expect(instance.read('usr/local/lib/docker/cli-plugins/docker-compose')).toBe('');
  expect(instance.calls('systemctl')).toEqual([]);
});

test('a second run fetches nothing again', () => {
  const instance = firstBoot();
  instance.write('dev/sdf', '');
  run(instance);
  instance.write('download', 'unreachable');
  expect(run(instance)).toEqual({ status: 0, stderr: '' });
  expect(instance.calls('curl')).toHaveLength(1);
});

describe('the volume', () => {
  test.each([
    ['a file system', 'lsblk.answer', 'xfs\n'],
    ['a partition table', 'lsblk.answer', '     gpt\n'],
    ['bytes of something unknown', 'cmp.fails', ''],
  ])('with %s of somebody else is never formatted', (_, file, text) => {
    const instance = firstBoot();
    instance.write('dev/sdf', '');
    instance.write(file, text);
    expect(run(instance)).toMatchObject({ status: 1, stderr: expect.stringContaining('was left alone') });
    expect(instance.calls('mkfs')).toEqual([]);
  });

  test('of the host before is mounted as it is', () => {
    const instance = firstBoot();
    instance.write('dev/sdf', '');
    instance.write('blkid.answer', 'ares-data\n');
    instance.write('lsblk.answer', 'ext4\n');
    expect(run(instance)).toMatchObject({ status: 0 });
    expect(instance.calls('mkfs')).toEqual([]);
    expect(run(instance)).toMatchObject({ status: 0 });
    expect(instance.read('etc/fstab').match(/LABEL=ares-data/g)).toHaveLength(1);
  });

  test('that is missing ends the boot with a remedy', () => {
    const instance = firstBoot();
    expect(run(instance)).toMatchObject({ status: 1, stderr: expect.stringContaining('no volume at /dev/sdf') });
  });
});

test('an agent that knows no ENV_VAR parameters is replaced', () => {
  const instance = firstBoot();
  instance.write('dev/sdf', '');
  instance.write('amazon-ssm-agent.answer', 'SSM Agent version: 3.2.1377.0\n');
  expect(run(instance)).toMatchObject({ status: 0 });
  expect(instance.calls('dnf').at(-1)).toContain('/amazon-ssm-eu-central-1/latest/linux_arm64/amazon-ssm-agent.rpm');
});

test('over IPv6 the SSM agent is told so, and the plugin comes from a bucket', () => {
  const instance = firstBoot();
  instance.write('dev/sdf', '');
  const url = 's3://tools/compose';
  expect(run(instance, { dualStack: true, compose: { ...compose, url } })).toMatchObject({ status: 0 });
  expect(instance.calls('aws s3')).toEqual([
    `aws s3 cp --only-show-errors ${url} /usr/local/lib/docker/cli-plugins/docker-compose.new`,
  ]);
  expect(instance.read('etc/amazon/ssm/amazon-ssm-agent.json')).toContain('"UseDualStackEndpoint":true');
});

test('a quotation mark in a value is refused', () => {
  expect(() => hostUserData({ ...props, fleetTag: "it's" })).toThrow('ARES_FLEET_TAG is "it\'s"');
});
