import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InstallStage } from './testing/install-stage.ts';

const check = { Kind: 'check', FleetTag: 'prod' };
const remove = { Kind: 'remove', FleetTag: 'prod' };

test('what is installed once is not touched by the same command again', async () => {
  const stage = new InstallStage();
  const one = stage.bundle('one');
  expect(await stage.run(one)).toMatchObject({
    status: 'done',
    reason: 'installed',
    hostId: 'i-0123456789abcdef0',
    release: one.BundleSha256,
    previous: '',
  });
  expect(await stage.run(one)).toMatchObject({ status: 'done', reason: 'unchanged', previous: one.BundleSha256 });
  expect(stage.deeds()).toEqual(['ares-host one up agent']);
  expect(stage.lines('calls')).toContain('systemctl enable --quiet ares-agent.service');
  expect(stage.current()).toBe(`releases/${one.BundleSha256}`);
  expect(stage.read('host/etc/ares/host.env')).toBe(
    "AWS_REGION='eu-central-1'\nARES_FLEET_TAG='Prod EU'\nARES_EVENT_BUS='default'\n",
  );
});

test('images by digest come before those of the bundle, and others are another installation', async () => {
  const stage = new InstallStage();
  const one = stage.bundle('one');
  const AgentImage = `1.dkr.ecr.eu-central-1.amazonaws.com/ares@sha256:${'0'.repeat(64)}`;
  await stage.run(one);
  expect(await stage.run({ ...one, AgentImage })).toMatchObject({ reason: 'installed' });
  expect(stage.read('host/etc/ares/host.env')).toContain(`HOST_AGENT_IMAGE='${AgentImage}'\n`);
});

test('an agent that has died is brought up again', async () => {
  const stage = new InstallStage();
  const one = stage.bundle('one');
  await stage.run(one);
  expect(await stage.run(check)).toMatchObject({ status: 'done', reason: 'installed' });
  const prologue = 'rm -f "$FAKE/up"\n';
  expect(await stage.run(check, { prologue })).toMatchObject({ status: 'failed', reason: 'no-answer' });
  expect(await stage.run(one)).toMatchObject({ reason: 'installed' });
  expect(stage.deeds()).toHaveLength(2);
});

describe('what fails leaves the host as it was', () => {
  test('with the release before', async () => {
    const stage = new InstallStage();
    const one = stage.bundle('one');
    await stage.run(one);
    const env = stage.read('host/etc/ares/host.env');
    const two = { ...stage.bundle('two', { works: false }), EventBus: 'other' };
    expect(await stage.run(two)).toMatchObject({ status: 'failed', reason: 'start', restored: 'yes' });
    expect(stage.current()).toBe(`releases/${one.BundleSha256}`);
    expect(stage.read('host/etc/ares/host.env')).toBe(env);
    expect(existsSync(stage.path('up'))).toBe(true);
    expect(await stage.run(one)).toMatchObject({ reason: 'unchanged' });
  });

  test('with nothing', async () => {
    const stage = new InstallStage();
    expect(await stage.run(stage.bundle('one', { works: false }))).toMatchObject({ reason: 'start', restored: 'yes' });
    expect(stage.etc()).toEqual([]);
    expect(existsSync(stage.path('host/opt/ares/current'))).toBe(false);
    expect(stage.deeds().at(-1)).toBe('ares-host one down agent');
  });

  test('killed half-way: the next run begins anew', async () => {
    const stage = new InstallStage();
    const one = stage.bundle('one');
    await stage.run(one);
    const two = stage.bundle('two');
    const prologue = 'mv() { command mv "$@"; case $* in *"/current") kill -KILL "$$" ;; esac; }\n';
    await stage.runRaw(two, { prologue });
    expect(stage.current()).toBe(`releases/${two.BundleSha256}`);
    expect(await stage.run(two)).toMatchObject({ reason: 'installed', previous: one.BundleSha256 });
    expect(stage.deeds()).toEqual(['one', 'one', 'two'].map((version) => `ares-host ${version} up agent`));
  });

  test.each([
    ['bundle-checksum', { BundleSha256: '0'.repeat(64) }],
    ['bundle-missing', { BundleS3: 's3://assets/bundles/none.tar' }],
  ])('%s', async (reason, over) => {
    const stage = new InstallStage();
    expect(await stage.run({ ...stage.bundle('one'), ...over })).toMatchObject({ status: 'failed', reason });
    expect(stage.deeds()).toEqual([]);
    expect(existsSync(stage.path('host/etc'))).toBe(false);
  });
});

describe('an update', () => {
  test('brings the release, and leaves what was said at the installation', async () => {
    const stage = new InstallStage();
    const AgentImage = `1.dkr.ecr.eu-central-1.amazonaws.com/ares@sha256:${'0'.repeat(64)}`;
    await stage.run({ ...stage.bundle('one'), AgentImage, EventBus: 'team' });
    const env = stage.read('host/etc/ares/host.env');
    const bundle = stage.bundle('two');
    const two = { ...bundle, Kind: 'update' };
    expect(await stage.run(two)).toMatchObject({ status: 'done', reason: 'installed', release: bundle.BundleSha256 });
    expect(stage.read('host/etc/ares/host.env')).toBe(env);
    expect(await stage.run(two)).toMatchObject({ status: 'done', reason: 'unchanged' });
  });

  test('leaves a host alone on which nothing is installed, whatever it lacks', async () => {
    const stage = new InstallStage();
    stage.write('no-docker', '');
    const update = { ...stage.bundle('one'), Kind: 'update' };
    expect(await stage.run(update)).toMatchObject({ status: 'done', reason: 'not-installed' });
    expect(stage.lines('calls')).toEqual([]);
  });

  test('leaves it alone, too, where the first installation was killed half-way', async () => {
    const stage = new InstallStage();
    const one = stage.bundle('one');
    const prologue = 'mv() { command mv "$@"; case $* in *"/current") kill -KILL "$$" ;; esac; }\n';
    await stage.runRaw(one, { prologue });
    expect(await stage.run({ ...one, Kind: 'update' })).toMatchObject({ status: 'done', reason: 'not-installed' });
    expect(stage.etc()).toEqual([]);
  });

  test('that fails leaves the release before', async () => {
    const stage = new InstallStage();
    const one = stage.bundle('one');
    await stage.run(one);
    const two = { ...stage.bundle('two', { works: false }), Kind: 'update' };
    expect(await stage.run(two)).toMatchObject({ status: 'failed', reason: 'start', restored: 'yes' });
    expect(stage.current()).toBe(`releases/${one.BundleSha256}`);
  });
});

describe('what is missing is told with its remedy, and nothing is touched', () => {
  test.each([
    ['architecture', { machine: 'i686' }, 'arm64 or x86_64'],
    ['docker', { 'no-docker': '' }, 'systemctl enable --now docker'],
    ['compose', { 'compose-version': '2.20.0' }, '2.24.4'],
    ['disk', { 'free-kib': '1000' }, '2 GiB'],
    ['metadata', { 'no-metadata': '' }, 'IMDSv2'],
    ['ports', { 'port-taken': '' }, '9469'],
    ['own-host', { 'host/etc/systemd/system/ares-app.service': '' }, 'release parameter'],
  ])('%s', async (name, files, remedy) => {
    const stage = new InstallStage();
    for (const [file, text] of Object.entries(files)) stage.write(file, text);
    const result = await stage.run(stage.bundle('one'));
    expect(result).toMatchObject({ status: 'refused', reason: 'prerequisites' });
    const bad = (result.checks as { ok: boolean }[]).filter(({ ok }) => !ok);
    expect(bad).toEqual([{ name, ok: false, remedy: expect.stringContaining(remedy) }]);
    expect(stage.deeds()).toEqual([]);
  });

  test.each(['aarch64', 'x86_64'])('a host of %s has an image', async (machine) => {
    const stage = new InstallStage();
    stage.write('machine', machine);
    expect(await stage.run(stage.bundle('one'))).toMatchObject({ status: 'done', reason: 'installed' });
  });

  test('a host that has all is told so', async () => {
    const stage = new InstallStage();
    const result = await stage.run(check);
    expect(result).toMatchObject({ status: 'done', reason: 'not-installed' });
    expect((result.checks as { ok: boolean }[]).every(({ ok }) => ok)).toBe(true);
  });

  test('an agent that passes no variables', async () => {
    const end = await new InstallStage().runRaw({});
    expect(end).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('3.3.2746.0') });
  });
});

test('removed once, and again without a word', async () => {
  const stage = new InstallStage();
  await stage.run(stage.bundle('one'));
  expect(await stage.run(remove)).toMatchObject({ status: 'done', reason: 'removed' });
  expect(stage.etc()).toEqual([]);
  expect(await stage.run(remove)).toMatchObject({ status: 'done', reason: 'unchanged' });
  expect(stage.deeds()).toEqual(['ares-host one up agent', 'ares-host one down agent']);
});

test('two at once: one installs', async () => {
  const stage = new InstallStage();
  const one = stage.bundle('one');
  const results = await Promise.all([stage.run(one), stage.run(one)]);
  expect(results.map(({ reason }) => reason).sort()).toEqual(['installed', 'unchanged']);
  expect(stage.deeds()).toHaveLength(1);
});

test('a held lock is waited for, and then said', async () => {
  const stage = new InstallStage();
  const result = await stage.run(stage.bundle('one'), { prologue: 'flock() { return 1; }\n' });
  expect(result).toMatchObject({ status: 'refused', reason: 'busy' });
  expect(stage.deeds()).toEqual([]);
});
