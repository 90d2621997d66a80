import { expect, test } from 'vitest';
import { aContainer, crashed, NOW } from '../testing/fixtures.ts';
import { dockerWillRestart } from './container-state.ts';

const onFailure = { restartPolicy: { name: 'on-failure', maxRetries: 3 } } as const;

test.each([
  { name: 'no policy: nobody restarts it', container: crashed('cart'), want: false },
  {
    name: 'row 24: Docker is restarting it',
    container: aContainer('cart', { ...onFailure, state: 'restarting' }),
    want: true,
  },
  { name: 'row 24: just exited, with retries left', container: crashed('cart', onFailure), want: true },
  { name: 'Docker gave up', container: crashed('cart', { ...onFailure, restartCount: 3 }), want: false },
  {
    name: 'an exit that Docker left alone',
    container: crashed('cart', { ...onFailure, finishedAtMs: NOW - 10_000 }),
    want: false,
  },
  {
    name: 'row 24: a crash loop is taken over',
    container: aContainer('cart', {
      ...onFailure,
      state: 'restarting',
      exitsAtMs: [NOW - 9_000, NOW - 5_000, NOW - 500],
    }),
    want: false,
  },
])('$name', ({ container, want }) => expect(dockerWillRestart(container, NOW)).toBe(want));
