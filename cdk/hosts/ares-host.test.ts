import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shellcheck } from '../documents/lint-document.ts';
import { FakeInstance } from './testing/fake-instance.ts';

const script = readFileSync(join(import.meta.dirname, 'files/bin/ares-host'), 'utf8');
const IMAGE = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/ares/cart@sha256:${'a'.repeat(64)}`;

/** A host with a release; the script runs as if it were its `bin/ares-host`. */
function instance() {
  const host = new FakeInstance();
  host.write('etc/ares/host.env', "AWS_REGION='eu-central-1'\nARES_FLEET_TAG='Prod EU'\n");
  host.write('data/keep', '');
  host.write('cmp.fails', ''); // nothing is as it should be yet
  host.write('stat.answer', '992\n');
  host.write('docker.answer', `${IMAGE}\n`);
  return host;
}
const run = (host: FakeInstance, ...args: readonly string[]) =>
  host.run(script.replace('$(dirname "$0")/..', host.path('opt/ares/releases/one')), args);

function release(host: FakeInstance): FakeInstance {
  host.write('opt/ares/releases/one/release.env', '');
  return host;
}

test('shellcheck finds nothing', () => expect(shellcheck(script)).toBe(''));

test('the agent comes up on the private address, under the id of the instance', () => {
  const host = release(instance());
  expect(run(host, 'up', 'agent')).toEqual({ status: 0, stderr: '' });
  expect(host.read('etc/ares/address.env')).toBe(
    'ARES_HOST_ID=i-0123456789abcdef0\nPRIVATE_ADDRESS=10.0.1.2\nARES_AGENT_LISTEN=10.0.1.2\n' +
      'PROMETHEUS_LISTEN=10.0.1.2\nAGENT_ADDRESS=10.0.1.2\nDOCKER_GID=992\n',
  );
  expect(host.calls('docker compose').at(-1)).toBe(
    'docker compose -p ares-observe --project-directory /opt/ares/releases/one/agent ' +
      '-f /opt/ares/releases/one/agent/compose.yaml -f /opt/ares/releases/one/agent/aws.yaml --env-file /opt/ares/releases/one/release.env ' +
      '--env-file /etc/ares/host.env --env-file /etc/ares/address.env ' +
      'up -d --no-build --pull never --remove-orphans --wait --wait-timeout 120',
  );
});

test('the shop has passwords of its own, made once and read by root alone', () => {
  const host = release(instance());
  run(host, 'up', 'shop');
  const secrets = host.read('data/secrets.env');
  expect(secrets.match(/^[A-Z_]+=[0-9a-f]{48}$/gm)).toHaveLength(6);
  expect(new Set(secrets.match(/[0-9a-f]{48}/g)).size).toBe(6);
  expect(statSync(host.path('data/secrets.env')).mode & 0o777).toBe(0o600);
  run(host, 'up', 'shop');
  expect(host.read('data/secrets.env')).toBe(secrets);
  expect(host.calls('docker compose').at(-1)).toContain('--env-file /data/secrets.env');
});

describe('what CloudFront shows', () => {
  const secrets = `1-${'a'.repeat(64)} 2-${'b'.repeat(64)}`;
  const guarded = () => {
    const host = release(instance());
    host.write('etc/ares/host.env', "AWS_REGION='eu-central-1'\nARES_ORIGIN_PARAMETER='/ares/prod/origin-secret'\n");
    host.write('aws.answer', `${secrets}\n`);
    return host;
  };

  test('is read at every boot, and kept for root alone', () => {
    const host = guarded();
    expect(run(host, 'up', 'shop')).toEqual({ status: 0, stderr: '' });
    expect(host.calls('aws ssm')).toEqual([
      'aws ssm get-parameter --with-decryption --name /ares/prod/origin-secret --query Parameter.Value --output text',
    ]);
    expect(host.read('etc/ares/origin.env')).toBe(`ORIGIN_SECRETS='${secrets}'\n`);
    expect(statSync(host.path('etc/ares/origin.env')).mode & 0o777).toBe(0o600);
    expect(host.calls('docker compose').at(-1)).toContain('--env-file /etc/ares/origin.env');
    expect(host.calls().join('\n')).not.toContain(secrets);
  });

  test('holds as it was last where it cannot be read', () => {
    const host = guarded();
    run(host, 'up', 'shop');
    host.write('aws.fails', '');
    expect(run(host, 'up', 'shop')).toMatchObject({ status: 0 });
    expect(host.read('etc/ares/origin.env')).toContain(secrets);
  });

  test.each(['aws.fails', 'aws.answer'])('starts nothing where there was none before: %s', (file) => {
    const host = guarded();
    host.write(file, '');
    const { status, stderr } = run(host, 'up', 'shop');
    expect([status, stderr]).toEqual([1, expect.stringContaining('cannot read /ares/prod/origin-secret')]);
    expect(host.calls('docker')).toEqual([]);
  });

  test('is nothing where there is no CloudFront', () => {
    const host = release(instance());
    run(host, 'up', 'shop');
    expect(host.read('etc/ares/origin.env')).toBe("ORIGIN_SECRETS=''\n");
    expect(host.calls('aws')).toEqual([]);
  });
});

test('images that are here are not pulled', () => {
  const host = release(instance());
  run(host, 'up', 'shop');
  expect(host.calls('docker --config')).toEqual([]);
});

test.each(['dkr.ecr.eu-central-1.amazonaws.com', 'dkr-ecr.eu-central-1.on.aws'])(
  'others are pulled from %s, and the password of the registry does not stay',
  (registry) => {
    const image = `123456789012.${registry}/ares/cart@sha256:${'a'.repeat(64)}`;
    const host = release(instance());
    host.write('docker.answer', `${image}\n`);
    const absent = script.replace('docker image inspect', 'false');
    host.run(absent.replace('$(dirname "$0")/..', host.path('opt/ares/releases/one')), ['up', 'shop']);
    const calls = host.calls('docker --config').map((call) => call.replace(/\/tmp\S+/, 'DIR'));
    expect(calls).toEqual([
      `docker --config DIR login --username AWS --password-stdin 123456789012.${registry}`,
      `docker --config DIR pull -q ${image}`,
    ]);
  },
);

test('pulling brings what coming up needs, and touches no container', () => {
  const host = release(instance());
  const absent = script.replace('docker image inspect', 'false');
  host.run(absent.replace('$(dirname "$0")/..', host.path('opt/ares/releases/one')), ['pull', 'shop']);
  expect(host.calls('docker --config').at(-1)).toMatch(` pull -q ${IMAGE}`);
  expect(host.calls('docker compose').join('\n')).not.toMatch(/ up | down /);
  expect(host.read('data/secrets.env')).not.toBe('');
});

describe('images of releases long gone are let go', () => {
  function withHistory() {
    const host = release(instance());
    for (const [name, seconds] of Object.entries({ zero: 2_020, one: 2_021, two: 2_022, three: 2_023 })) {
      const images = name === 'one' ? '' : 'USER_IMAGE=user@sha256:same\n';
      host.write(`opt/ares/releases/${name}/release.env`, `CART_IMAGE=cart@sha256:${name}\n${images}`);
      utimesSync(host.path(`opt/ares/releases/${name}`), seconds, seconds);
    }
    return host;
  }

  test('those of the last two stay', () => {
    const host = withHistory();
    expect(run(host, 'up', 'shop')).toMatchObject({ status: 0 });
    expect(host.calls('docker image rm')).toEqual(['docker image rm cart@sha256:zero']);
  });

  test('that of the way back stays, however old it is', () => {
    const host = withHistory();
    host.write('var/lib/ares/release-before', 'zero\n');
    expect(run(host, 'up', 'shop')).toMatchObject({ status: 0 });
    expect(host.calls('docker image rm')).toEqual([]);
  });

  test('a way back that is no release here hinders nothing', () => {
    const host = withHistory();
    host.write('var/lib/ares/release-before', 'gone\n');
    expect(run(host, 'up', 'shop')).toMatchObject({ status: 0 });
    expect(host.calls('docker image rm')).toEqual(['docker image rm cart@sha256:zero']);
  });
});

describe('what runs is of this release', () => {
  const runs = (answer: string, running: string) => {
    const host = release(instance());
    host.write('docker.answer', answer);
    host.write('docker-ps.answer', running);
    return { host, ...run(host, 'runs', 'shop') };
  };

  test('where each container is as the release says, in any order and number', () => {
    const { host, status } = runs('user 2\ncart 1\n', 'cart 1\nuser 2\nuser 2\n');
    expect(status).toBe(0);
    expect(host.calls('docker ps').at(-1)).toContain('label=com.docker.compose.project=ares-shop');
  });
  test.each([
    ['is another one', 'cart 2\nuser 2\n'],
    ['is missing', 'cart 1\n'],
    ['is too many', 'cart 1\nuser 2\nold 3\n'],
  ])('not where one %s', (_, running) => expect(runs('cart 1\nuser 2\n', running).status).toBe(1));
  test('not where nothing is known', () => expect(runs('', '').status).toBe(1));
});

test('taking the agent down keeps its volumes', () => {
  const host = release(instance());
  expect(run(host, 'down', 'agent')).toMatchObject({ status: 0 });
  expect(host.calls('docker compose').at(-1)).toMatch(/ down --timeout 10$/);
});

test.each([[], ['up'], ['up', 'everything'], ['drop', 'agent']])('%j is told what to say', (...args) => {
  expect(run(release(instance()), ...(args as string[]))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('say what'),
  });
});
