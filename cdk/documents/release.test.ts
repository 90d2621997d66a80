import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Behaviour, ReleaseStage } from './testing/release-stage.ts';

const impatient = 'flock() { shift 2; command flock -w 1 "$@"; }\n';
/** Before the lock of the host is taken */
const pulled = (version: string) => [`ares-host ${version} pull agent`, `ares-host ${version} pull shop`];
const BEFORE = 'state/release-before';

test('shop and agent come up from the new release, which is then left alone', async () => {
  const stage = new ReleaseStage();
  const next = stage.publish('new');
  const result = await stage.bring(next);
  expect(result).toMatchObject({ status: 'done', reason: 'released', release: next, previous: stage.old });
  expect(stage.lines('calls')).toEqual([
    ...pulled('new'),
    'systemctl restart ares-app.service',
    'ares-host new up shop',
    'systemctl restart ares-agent.service',
    'ares-host new up agent',
  ]);
  expect(stage.current()).toBe(next);
  expect(await stage.bring(next)).toMatchObject({ status: 'done', reason: 'unchanged', restored: '' });
  expect(stage.lines('calls')).toHaveLength(6);
});

test('a unit that does not run is brought up by the release that is there already', async () => {
  const stage = new ReleaseStage();
  stage.write('units', 'active\nfailed\n');
  expect(await stage.bring(stage.old)).toMatchObject({ status: 'done', reason: 'released' });
  expect(stage.lines('calls')).toContain('ares-host old up agent');
});

describe('what is linked already is brought up where', () => {
  test.each<[words: string, given: (stage: ReleaseStage) => void]>([
    ['the shop is of another release', (stage) => stage.write('up-shop', 'other\n')],
    ['the agent is of another release', (stage) => stage.write('up-agent', 'other\n')],
    ['a container ended', (stage) => stage.write('containers', 'exited,,Exited (1) 1 second ago\n')],
  ])('%s', async (_, given) => {
    const stage = new ReleaseStage();
    given(stage);
    expect(await stage.bring(stage.old)).toMatchObject({ status: 'done', reason: 'released' });
    expect(stage.lines('calls')).toEqual(expect.arrayContaining(['ares-host old up shop', 'ares-host old up agent']));
  });
});

describe('a host whose `ares-release` knows no `fetch`, and links at once', () => {
  const stageOf = (behaviour: Behaviour) => {
    const stage = new ReleaseStage();
    const script = stage.read('host/usr/local/sbin/ares-release');
    stage.write('host/usr/local/sbin/ares-release', script.replace(/.*= fetch \].*\n/, ''));
    return { stage, next: stage.publish('new', behaviour) };
  };

  test('gets the release', async () => {
    const { stage, next } = stageOf({});
    expect(await stage.bring(next)).toMatchObject({ reason: 'released', previous: stage.old });
    expect(stage.lines('calls')).toContain('ares-host new up shop');
  });

  test('gets the one before back', async () => {
    const { stage, next } = stageOf({ probe: '0' });
    expect(await stage.bring(next)).toMatchObject({ reason: 'not-well', previous: stage.old, restored: 'yes' });
    expect(stage.current()).toBe(stage.old);
  });
});

describe('what does not become well is taken back by the release before', () => {
  test.each<[words: string, reason: string, behaviour: Behaviour]>([
    ['the shop does not come up', 'start', { fails: 'up shop' }],
    ['the agent does not come up', 'start-agent', { fails: 'up agent' }],
    ['a container ended', 'not-well', { containers: 'exited,http:8080/ready,Exited (1) 1 second ago' }],
    ['its own health check fails', 'not-well', { containers: 'running,http:8080/ready,Up 9 seconds (unhealthy)' }],
    [
      'its health is not known yet',
      'not-well',
      { containers: 'running,http:8080/ready,Up 9 seconds (health: starting)' },
    ],
    ['the host agent finds no answer', 'not-well', { probe: '0' }],
    ['nothing runs', 'not-well', { containers: '' }],
  ])('%s', async (_, reason, behaviour) => {
    const stage = new ReleaseStage();
    const next = stage.publish('new', behaviour);
    expect(await stage.bring(next)).toMatchObject({ status: 'failed', reason, previous: stage.old, restored: 'yes' });
    expect(stage.current()).toBe(stage.old);
    expect(stage.lines('calls').slice(-3)).toEqual([
      'systemctl stop ares-app.service ares-agent.service',
      'ares-host old up shop',
      'ares-host old up agent',
    ]);
    expect(existsSync(stage.path(BEFORE))).toBe(false);
  });

  test('neither is well: it says that nothing was restored', async () => {
    const stage = new ReleaseStage();
    const next = stage.publish('new', { probe: '0' });
    const bin = `host/opt/ares/releases/${stage.old}/bin/ares-host`;
    stage.write(bin, '#!/bin/sh\nexit 1\n');
    expect(await stage.bring(next)).toMatchObject({ status: 'failed', reason: 'not-well', restored: 'no' });
  });
});

test('the agent took another release, which the parameter names since: the one before is back', async () => {
  const stage = new ReleaseStage();
  const next = stage.publish('new');
  const named = stage.read('parameter');
  stage.publish('newer');
  stage.write('parameter.later', stage.read('parameter'));
  stage.write('parameter', named);
  const prologue = `timeout() {
    shift 3
    "$@" || return
    case $* in 'systemctl restart ares-app.service') cp "$FAKE/parameter.later" "$FAKE/parameter" ;; esac
  }\n`;
  const result = await stage.bring(next, { prologue });
  expect(result).toMatchObject({ status: 'failed', reason: 'not-taken', restored: 'yes' });
  expect(stage.current()).toBe(stage.old);
});

test('even the slowest run with a restore ends before the document does', () => {
  const text = readFileSync(join(import.meta.dirname, 'release.yaml'), 'utf8');
  const seconds = (name: string) => Number(new RegExp(`${name}=(?:"\\$\\{\\w+:-)?(\\d+)`).exec(text)?.[1]);
  const read = seconds('READ_SECONDS');
  const look = 2 * read + seconds('PAUSE_SECONDS');
  const well = seconds('WELL_SECONDS') + seconds('WELL_IN_A_ROW') * look;
  const brought = seconds('FETCH_SECONDS') + 2 * seconds('PULL_SECONDS') + seconds('LOCK_SECONDS');
  const released = seconds('APP_SECONDS') + seconds('AGENT_SECONDS') + well;
  const restored = seconds('STOP_SECONDS') + seconds('UP_SECONDS') + seconds('AGENT_SECONDS') + well;
  const reads = 7 * read; // whether it boots, the units, how it runs, the journal
  const limit = Number(/timeoutSeconds: "(\d+)"/.exec(text)?.[1]);
  expect(brought + released + restored + reads).toBeLessThan(limit);
});

test('a run that was killed half-way is put right by the next one', async () => {
  const stage = new ReleaseStage();
  const bad = stage.publish('bad', { probe: '0' });
  const prologue = 'sleep() { kill -KILL "$$"; }\n';
  await stage.runRaw({ BundleSha256: bad }, { prologue, environment: { ARES_RELEASE_SECONDS: '60' } });
  expect(stage.current()).toBe(bad);
  expect(await stage.bring(bad)).toMatchObject({ status: 'failed', previous: stage.old, restored: 'yes' });
  expect(stage.current()).toBe(stage.old);
});

test('what a killed run left is put right also where the images cannot be had', async () => {
  const stage = new ReleaseStage();
  const next = stage.publish('new', { fails: 'pull shop', probe: '0' });
  stage.write(BEFORE, `${stage.old}\n`);
  expect(await stage.bring(next)).toMatchObject({ status: 'failed', previous: stage.old, restored: 'yes' });
});

describe('nothing is touched', () => {
  test('where the bundle cannot be had', async () => {
    const stage = new ReleaseStage();
    stage.publish('new');
    expect(await stage.bring('f'.repeat(64))).toMatchObject({ status: 'failed', reason: 'not-taken', restored: '' });
    expect(stage.current()).toBe(stage.old);
    expect(stage.lines('calls')).toEqual([]);
  });

  test('where its images cannot be had', async () => {
    const stage = new ReleaseStage();
    const next = stage.publish('new', { fails: 'pull shop' });
    expect(await stage.bring(next)).toMatchObject({ status: 'failed', reason: 'pull', restored: '' });
    expect(stage.current()).toBe(stage.old);
    expect(stage.lines('calls')).toEqual(pulled('new'));
  });

  test.each([
    ['first-boot', (stage: ReleaseStage) => stage.write('first-boot', '')],
    ['starting', (stage: ReleaseStage) => stage.write('units', 'activating\nactive\n')],
  ])('%s', async (reason, given) => {
    const stage = new ReleaseStage();
    given(stage);
    expect(await stage.bring(stage.old)).toMatchObject({ status: 'refused', reason });
    expect(stage.lines('calls')).toEqual([]);
  });

  test('while a remediation works, which holds the lock shared', async () => {
    const stage = new ReleaseStage();
    mkdirSync(stage.path('state/locks'), { recursive: true });
    const held = ['-s', stage.path('state/locks/host'), 'sh', '-c', 'echo locked; exec sleep 60'];
    const holder = spawn('flock', held, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void process.kill(-(holder.pid ?? 0), 'SIGKILL'));
    await once(holder.stdout, 'data');
    expect(await stage.bring(stage.publish('new'), { prologue: impatient })).toMatchObject({ reason: 'busy' });
    expect(stage.lines('calls')).toEqual(pulled('new'));
  });

  test('by an agent that passes no variables', async () => {
    const end = await new ReleaseStage().runRaw({});
    expect(end).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('3.3.2746.0') });
  });
});
