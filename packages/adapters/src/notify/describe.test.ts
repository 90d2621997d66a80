import { expect, test } from 'vitest';
import { describe } from './describe.ts';
import { aMessage } from './testing/a-message.ts';

const dashboardUrl = 'https://ares.example.com';
const { incidentId: _, ...aboutNone } = aMessage({ kind: 'alarm' });
const lastFacts = (...asked: Parameters<typeof describe>) => describe(...asked).facts.slice(1);

test.each([
  {
    name: 'elsewhere: the command that asks there, and where to look',
    options: { dashboardUrl },
    facts: ['Incident inc-7', `Next: npx ares why inc-7 --remote ${dashboardUrl}`, dashboardUrl],
  },
  { name: 'on one machine: the command', options: {}, facts: ['Incident inc-7', 'Next: npx ares why inc-7'] },
])('the next step $name', ({ options, facts }) => expect(lastFacts(aMessage(), options)).toEqual(facts));

test('about no incident the next step is to look at all', () => {
  expect(lastFacts(aboutNone, {})).toEqual(['Next: npx ares status']);
  expect(lastFacts(aboutNone, { dashboardUrl })).toEqual([
    `Next: npx ares status --remote ${dashboardUrl}`,
    dashboardUrl,
  ]);
});
