import { anAction, anIncident } from '@ares/simulator';
import { expect, test } from 'vitest';
import { tellFigures } from './tell-figures.ts';

test('each heal is a row: times from the end of its container, and what was done meanwhile', () => {
  const incident = anIncident({ beganAtMs: 1_000, detectedAtMs: 1_600, closedAtMs: 8_500 });
  const action = anAction(incident, { sentAtMs: 3_300, servingAtMs: 6_400 });
  const long = anIncident({ service: 'gateway', beganAtMs: 0, detectedAtMs: 16_000, closedAtMs: 75_000 });
  const text = tellFigures([
    { words: 'nothing', incident, action },
    { words: 'a tick is killed', incident: long, action: anAction(long) },
  ]);
  expect(text.split('\n').slice(1)).toEqual([
    '  killed   detected  sent   serving  verified    and meanwhile',
    '  cart     0.6 s     2.3 s  5.4 s    7.5 s       nothing',
    '  gateway  16 s      -      -        1 min 15 s  a tick is killed',
  ]);
});
