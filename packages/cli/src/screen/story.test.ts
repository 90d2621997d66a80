import type { CommandStatus, IncidentStory, TimelineEvent } from '@ares/core';
import { anAction, anIncident, START_MS } from '@ares/simulator';
import { expect, test } from 'vitest';
import { storyText } from './story.ts';

const plain = (_: string, text: string) => text;
const incident = anIncident({ state: 'healed', closedAtMs: START_MS + 6_000 });
const answers = [
  { guard: 'kill-switch', answer: 'pass' },
  { guard: 'policy', answer: 'pass' },
  { guard: 'blast-radius', answer: 'hold', reason: 'budget of service:cart: 1 in flight\u001b[2J' },
];
const event = (kind: TimelineEvent['kind'], afterMs: number, words: string, data: unknown = {}): TimelineEvent => ({
  incidentId: incident.id,
  atMs: START_MS + afterMs,
  kind,
  words,
  data,
});
const action = anAction(incident, {
  state: 'finished',
  outcome: 'effective',
  outcomeReason: '3 probes in a row answered',
  commandId: 'c-1',
  sentAtMs: START_MS + 100,
  servingAtMs: START_MS + 2_000,
  finishedAtMs: START_MS + 6_000,
  result: {
    status: 'done',
    reason: '',
    containerIdBefore: 'a'.repeat(64),
    containerIdAfter: 'b'.repeat(64),
    startedAtMs: START_MS + 200,
    endedAtMs: START_MS + 1_500,
    evidenceDir: '/var/lib/ares/evidence/x',
    logTail: Array.from({ length: 20 }, (_, i) => `line ${i} \u001b[31m`).join('\n'),
  },
});
const story: IncidentStory = {
  incident,
  actions: [action],
  timeline: [
    event('detected', 0, 'crash: '.concat('word '.repeat(30))),
    event('decided', 0, 'hold', { decision: { answers } }),
    event('closed', 6_000, 'healed by restart, verified'),
  ],
};
const wide = (over: Partial<IncidentStory> = {}) =>
  storyText({ ...story, ...over }, plain, Number.POSITIVE_INFINITY).split('\n');
const lineWith = (text: string, lines = wide()) => lines.find((line) => line.includes(text));

test('each guard is told: those that pass in one line, the one that holds with its reason', () => {
  expect(lineWith('pass: ')).toMatch(/pass: kill-switch, policy$/);
  expect(lineWith('hold: ')).toContain('hold: blast-radius, budget of service:cart: 1 in flight�[2J');
  expect(lineWith('exited with code 137')).toBeDefined();
});

test('roots that are ranked stand below each other, each with its reason', () => {
  const roots = ['store', 'cart'].map((name) => ({ serviceId: `host-1/shop/${name}`, by: 'metrics', words: 'slow' }));
  const lines = wide({ timeline: [event('localized', 60_000, 'its root: 1. store 2. cart', { roots })] });
  const at = lines.findIndex((line) => line.includes('localized'));
  expect(lines.slice(at, at + 3).map((line) => line.trim())).toEqual([
    expect.stringMatching(/^\+61 s {2}localized {2}the likeliest root first$/),
    '1. store: slow',
    '2. cart: slow',
  ]);
  expect(lineWith('localized', wide({ timeline: [event('localized', 0, 'no root named', { roots: [] })] }))).toMatch(
    /no root named$/,
  );
});

test('every time counts from when the trouble began, at the head as in the timeline', () => {
  expect(lineWith('began ')).toMatch(/, detected after 0\.5 s, serving again after 2\.5 s, closed after 6\.5 s$/);
  expect(lineWith('detected  ')).toContain('+0.5 s');
  expect(lineWith('serving  ')).toMatch(/\+2\.5 s {2}serving .*first good probe of shop-cart-1 after the restart/);
  expect(lineWith('closed  ')).toContain('+6.5 s');
});

test('an action tells what was sent, what the host answered, when it served again and what came of it', () => {
  expect(lineWith('document')).toContain('remediate');
  expect(lineWith('parameters')).toMatch(/kind restart, container shop-cart-1 \(a{12}, started .+\), stop timeout 5 s/);
  expect(lineWith('command')).toMatch(/c-1, sent after 0\.6 s$/);
  expect(lineWith('result')).toMatch(/done in 1\.3 s; container a{12} replaced by b{12}$/);
  expect(wide().find((line) => line.startsWith('  serving'))).toMatch(/^ {2}serving {5}again after 2\.5 s$/);
  expect(lineWith('outcome')).toMatch(/EFFECTIVE after 6\.5 s: 3 probes in a row answered$/);
});

test('how the command itself ended is told where it is kept', () => {
  const ended = (status: CommandStatus) =>
    lineWith('  ended', wide({ actions: [{ ...action, answer: { commandId: 'c-1', status } }] }));
  expect(lineWith('  ended')).toBeUndefined();
  expect(ended({ state: 'done', exitCode: 3, stdout: '', stderr: '' })).toMatch(/^ {2}ended {7}with exit code 3$/);
  expect(ended({ state: 'pending' })).toMatch(/not yet$/);
  expect(ended({ state: 'timed-out' })).toMatch(/by its time limit$/);
  expect(ended({ state: 'not-found' })).toMatch(/no command was found$/);
  expect(ended({ state: 'undelivered', reason: 'no agent' })).toMatch(/never reached the host: no agent$/);
});

test('of the log the last lines are shown, and what could steer the terminal is made visible', () => {
  const lines = wide();
  expect(lines.filter((line) => line.startsWith('    | '))).toHaveLength(8);
  expect(lines.at(-1)).toBe('    | line 19 �[31m');
});

test('an action that was never sent, and one whose end is not known, say so', () => {
  const lines = wide({ actions: [anAction(incident)] });
  expect(lineWith('command', lines)).toMatch(/not sent$/);
  expect(lineWith('result', lines)).toMatch(/the host has not answered$/);
  expect(lineWith('outcome', lines)).toMatch(/not known yet: intended$/);
});

test('words are wrapped beside their column, which is as wide as the longest kind', () => {
  const timeline = [...story.timeline, event('docker-restart', 500, 'restarted by Docker itself')];
  const lines = storyText({ ...story, timeline }, plain, 60).split('\n');
  const first = lines.findIndex((line) => line.includes('detected  '));
  expect(lines[first]).toMatch(/^ {4}\+0\.5 s {2}detected {8}crash: word/);
  expect(lines[first + 1]).toMatch(/^ {28}word/);
  expect(lineWith('docker-restart', lines)).toMatch(/^ {4}\+1\.0 s {2}docker-restart {2}restarted by/);
  expect(lines.slice(first).every((line) => line.length <= 60)).toBe(true);
});
