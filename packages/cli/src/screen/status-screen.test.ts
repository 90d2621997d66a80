import { stripVTControlCharacters } from 'node:util';
import type { FleetOverview, Incident } from '@ares/core';
import { expect, test } from 'vitest';
import { inert, painter } from './format.ts';
import { type StatusModel, statusScreen } from './status-screen.ts';
import { healed, incident, NOW, overview, service } from './testing/scene.ts';

const view = (over: Partial<FleetOverview> = {}, recent: readonly Incident[] = []) => ({
  overview: overview(over),
  recent,
  nowMs: NOW,
});
const plain = (_: string, text: string) => text;
const screen = (over: Partial<StatusModel> = {}): StatusModel => ({
  ...view(),
  urls: [
    ['shop', 'http://127.0.0.1:8080'],
    ['Prometheus', 'http://127.0.0.1:9090'],
    ['host agent', 'http://127.0.0.1:9469'],
  ],
  width: 100,
  ...over,
});
const text = (over: Partial<StatusModel> = {}) => statusScreen(screen(over), plain);
const problem = { hostId: 'host-1', containerName: 'x', label: 'ares.health', reason: 'no port', leftAlone: true };
const sick = ['cart', 'gateway', 'order', 'postgres', 'product', 'user'].map((name) =>
  service(name, { health: 'DOWN' }),
);

test('the sentence stands first, with the age of what it rests on', () =>
  expect(text().split('\n')[0]).toBe('ARES  The one service is healthy.  looked 1.0 s ago'));

test('the age is not torn apart where it does not fit', () =>
  expect(text({ width: 45 }).split('\n').slice(0, 2)).toEqual([
    'ARES  The one service is healthy.',
    '      looked 1.0 s ago',
  ]));

test('that nothing is known stands first where nothing is', () => {
  const [first, ...rest] = text({ ...view({ lastTickAtMs: NOW - 48_000 }) }).split('\n');
  expect(first).toBe('ARES  Unknown: ARES does not run; last tick 48 s ago. → npm start');
  expect(rest.join('\n')).toMatch(/\? UNKNOWN +cart .*was HEALTHY/);
});

test('a pulled kill switch and a refused policy are banners', () => {
  const killSwitch = { on: true, by: 'ann', reason: 'drill', sinceMs: NOW };
  const [, second, third] = text({
    ...view({ killSwitch, policyVersion: 'v1', policyRejected: 'f.yaml:3:1  a: bad' }),
  }).split('\n');
  expect(second).toContain('PAUSED by ann');
  expect(third).toBe('POLICY REFUSED, the last good one stays in force: f.yaml:3:1  a: bad');
  expect(text({ ...view({ policyVersion: 'builtin', policyRejected: 'no file' }) })).toContain(
    'POLICY REFUSED, with no good one ARES only watches: no file',
  );
});

test('a banner is three lines at most', () => {
  const lines = text({ ...view({ policyRejected: 'bad '.repeat(500) }) }).split('\n');
  expect(lines.indexOf('')).toBe(4);
  expect(lines[3]).toMatch(/…$/);
});

test('containers that are left alone for their labels, and labels that are not followed', () => {
  const wrong = { ...problem, label: 'ares.policy', reason: 'the policy has no profile nosuch', leftAlone: false };
  const told = text({ ...view({ labelProblems: [problem, wrong] }) });
  expect(told).toContain('1 container is left alone: label ares.health of x: no port');
  expect(told).toContain('1 label is not followed: label ares.policy of x: the policy has no profile nosuch');
  const many = text({ ...view({ labelProblems: [problem, { ...problem, containerName: 'y' }] }) });
  expect(many).toContain('2 containers are left alone: label ares.health of x: no port; label ares.health of y');
});

test('every line fits the terminal, and no colour is lost or counted', () => {
  const reason = `/a/${'very/'.repeat(30)}long/path:3:1 bad`;
  const killSwitch = { on: true, by: 'ann', reason, sinceMs: NOW };
  const crowded = view({ services: sick, killSwitch, policyRejected: reason, labelProblems: [problem] }, [healed()]);
  for (const width of [40, 60, 80, 120]) {
    const [plainText, painted] = [plain, painter({ isTTY: true }, {})].map((paint) =>
      statusScreen(screen({ ...crowded, width }), paint),
    );
    expect(Math.max(...(plainText ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(stripVTControlCharacters(painted ?? '')).toBe(plainText);
    expect(painted).not.toBe(plainText);
  }
});

test('on a low terminal old incidents go before services and addresses do', () => {
  const recent = Array.from({ length: 8 }, (_, i) => healed({ id: `${i}`.repeat(10), detectedAtMs: NOW - i }));
  const open = incident({ id: 'f'.repeat(10), detectedAtMs: NOW - 90_000 });
  const crowded = view({ services: sick, openIncidents: [open] }, recent);
  const low = text({ ...crowded, height: 18, hint: 'Ctrl-C leaves' }).split('\n');
  expect(low.length).toBeLessThanOrEqual(18);
  expect(low.at(-1)).toBe('Ctrl-C leaves');
  expect(low.join('\n')).toContain('ffffffff');
  expect(text({ ...crowded }).split('\n').length).toBeGreaterThan(18);
});

test('no line ends in spaces', () => expect(text()).not.toMatch(/ +$/m));

test('incident lines are cut to the width of the terminal', () => {
  const evidence = [{ feature: 'probe', value: 1, words: 'x'.repeat(500), atMs: NOW }];
  const line = text({ ...view({}, [healed({ evidence })]), width: 80 })
    .split('\n')
    .find((l) => l.includes('xxx'));
  expect(line).toHaveLength(80);
});

test('an incident of another day has its date', () =>
  expect(text({ ...view({}, [healed({ detectedAtMs: NOW - 200_000_000 })]) })).toMatch(
    /01234567 {2}\d\d-\d\d \d\d:\d\d /,
  ));

test('addresses share a line where they fit', () => {
  expect(text({ width: 120 })).toContain('shop http://127.0.0.1:8080   Prometheus http://127.0.0.1:9090   host agent');
  const [above, last] = text({ width: 80 }).split('\n').slice(-2);
  expect([above, last]).toEqual([
    'shop http://127.0.0.1:8080   Prometheus http://127.0.0.1:9090',
    'host agent http://127.0.0.1:9469',
  ]);
});

test('text from outside cannot move the cursor', () => {
  expect(inert('a\u001b[2Jb\u0007')).toBe('a�[2Jb�');
  const killSwitch = { on: true, by: 'a\u001b[2J', reason: '\u001b', sinceMs: NOW };
  const dirty = { ...problem, containerName: '\u001b', reason: '\u001b' };
  expect(text({ ...view({ killSwitch, labelProblems: [dirty], policyRejected: '\u001b' }) })).not.toContain('\u001b');
});
