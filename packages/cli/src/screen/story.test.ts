import type { IncidentStory } from '@ares/core';
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
const story: IncidentStory = {
  incident,
  actions: [anAction(incident, { state: 'finished', outcome: 'effective', commandId: 'c-1' })],
  timeline: [
    {
      incidentId: incident.id,
      atMs: START_MS,
      kind: 'detected',
      words: 'crash: '.concat('word '.repeat(30)),
      data: {},
    },
    { incidentId: incident.id, atMs: START_MS, kind: 'decided', words: 'hold', data: { decision: { answers } } },
  ],
};

test('each guard is told: those that pass in one line, the one that holds with its reason', () => {
  const text = storyText(story, plain, Number.POSITIVE_INFINITY);
  expect(text).toContain('pass: kill-switch, policy\n');
  expect(text).toContain('hold: blast-radius, budget of service:cart: 1 in flight�[2J');
  expect(text).toContain('exited with code 137');
  expect(text).toContain('outcome effective');
});

test('words are wrapped beside their column', () => {
  const lines = storyText(story, plain, 60).split('\n');
  const first = lines.findIndex((line) => line.includes('detected  '));
  expect(lines[first]).toMatch(/^ {4}\+0\.5 s {2}detected {8}crash: word/);
  expect(lines[first + 1]).toMatch(/^ {28}word/);
  expect(lines.slice(first, first + 4).every((line) => line.length <= 60)).toBe(true);
});
