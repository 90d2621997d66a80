import { aContainer, aSnapshot } from '@ares/simulator';
import { expect, test } from 'vitest';
import { startedAtMs } from './first-minute.ts';

const snapshot = (agentStartedAtMs: number, ...containersAtMs: readonly number[]) =>
  aSnapshot({ agentStartedAtMs, containers: containersAtMs.map((at) => aContainer({ startedAtMs: at })) });

test.each([
  { name: 'all are old', given: snapshot(1_000, 2_000, 3_000), want: 2_000 },
  { name: 'the agent came last', given: snapshot(9_000, 2_000, 3_000), want: 9_000 },
  { name: 'one container was restarted: that is no start of ARES', given: snapshot(1_000, 2_000, 99_000), want: 2_000 },
  { name: 'without a container it is the agent', given: snapshot(1_000), want: 1_000 },
])('$name', ({ given, want }) => expect(startedAtMs(given)).toBe(want));
