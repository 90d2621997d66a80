import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FakeHost, fakeHost, idOf } from './testing/fake-host.ts';
import type { Result } from './testing/script-result.ts';

interface Scene {
  readonly kind: string;
  readonly replicas: number;
  readonly state: string;
}
const restart: Scene = { kind: 'restart', replicas: 1, state: 'exited' };
const recycle: Scene = { kind: 'recycle', replicas: 1, state: 'running' };
const recycleOfThree: Scene = { kind: 'recycle', replicas: 3, state: 'running' };
const scaleOut: Scene = { kind: 'scale', replicas: 1, state: 'running' };

/** More steps than any scene has: its loop ends at the first run that nothing killed. */
const STEPS_MAX = 100;

const hostOf = ({ replicas, state }: Scene) => {
  const host = fakeHost();
  for (let number = 1; number <= replicas; number++) host.addContainer(number, number === 1 ? { state } : {});
  return host;
};

/** What holds however the first run ended, once a decider has asked twice more. */
async function expectHealed(host: FakeHost, scene: Scene, at: string): Promise<void> {
  const first = await host.run(host.parameters(scene.kind));
  const second = await host.run(host.parameters(scene.kind));
  expect(host.read('lost'), at).toBe('');
  if (scene.kind === 'restart') expectAtMostOnce(host, [first, second], at);
  else expectWhole(host, scene, second, at);
}

function expectAtMostOnce(host: FakeHost, [first, second]: readonly [Result, Result], at: string): void {
  expect(second.status, at).toBe(first.status === 'unknown' ? 'unknown' : 'repeat');
  expect(host.starts().length, at).toBeLessThanOrEqual(1);
  if (second.firstStatus === 'done') expect(host.starts(), at).toEqual([idOf(1)]);
}

function expectWhole(host: FakeHost, scene: Scene, second: Result, at: string): void {
  const containers = host.containers();
  expect(second, at).toMatchObject({ status: 'repeat', firstStatus: 'done' });
  expect(
    containers.filter(({ state }) => state !== 'running'),
    at,
  ).toEqual([]);
  expect(containers, at).toHaveLength(scene.kind === 'scale' ? scene.replicas + 1 : scene.replicas);
  expect(
    containers.map(({ name }) => name),
    at,
  ).toContain('shop-web-1');
  expect(
    containers.some(({ id }) => id === idOf(1)),
    at,
  ).toBe(scene.kind === 'scale');
  expect(host.starts().length, at).toBe(1);
}

describe.concurrent('killed before and after every file written and every change of a container', () => {
  test.each([
    ['the machine is lost in a restart', restart, 'all'],
    ['the script is killed in a restart, Docker goes on', restart, 'shell'],
    ['the machine is lost in a recycle', recycle, 'all'],
    ['the machine is lost in a recycle of one replica', recycleOfThree, 'all'],
    ['the script is killed in a recycle of one replica, Compose goes on', recycleOfThree, 'shell'],
    ['the machine is lost in a scale out', scaleOut, 'all'],
  ])('%s', { timeout: 120_000 }, async (_, scene, kill) => {
    let killed = true;
    for (let step = 1; killed; step++) {
      expect(step).toBeLessThan(STEPS_MAX);
      const host = hostOf(scene);
      const environment = { KILL: kill, KILL_AT: String(step) };
      const end = await host.runRaw(host.parameters(scene.kind), { environment });
      killed = end.state === 'done' && end.exitCode === 137;
      await expectHealed(host, scene, `step ${step}`);
    }
  });
});

/** Shell lines that kill the script by SIGKILL at its n-th simple command, whatever that is. */
const killAtCommand = (n: number) =>
  `set -T\ncommands=0\ntrap 'commands=$((commands + 1)); [ "$commands" -ne ${n} ] || kill -KILL "$$"' DEBUG\n`;

test.each([
  ['restart', restart],
  ['recycle', recycle],
])('killed at any line of a %s', { timeout: 120_000 }, async (_, scene) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 460 }), async (n) => {
      const host = hostOf(scene);
      await host.runRaw(host.parameters(scene.kind), { shell: '/bin/bash', prologue: killAtCommand(n) });
      await expectHealed(host, scene, `command ${n}`);
    }),
    { numRuns: 15 },
  );
});
