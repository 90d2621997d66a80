import { expect, test } from 'vitest';
import { sharedLooks } from './shared-looks.ts';

/** Looks that last until they are let end. */
function stage() {
  const begun: { readonly id: string; readonly end: () => void }[] = [];
  const refresh = sharedLooks((id) => {
    const { promise, resolve: end } = Promise.withResolvers<void>();
    begun.push({ id, end });
    return promise;
  });
  return { refresh, begun, ids: () => begun.map(({ id }) => id) };
}

test('calls that come while one is looked at share one more look, and wait for it', async () => {
  const { refresh, begun, ids } = stage();
  let ended = 0;
  const all = [refresh('a'), refresh('a'), refresh('a')].map((done) => done.then(() => (ended += 1)));
  expect(ids()).toEqual(['a']);
  begun[0]?.end();
  await expect.poll(ids).toEqual(['a', 'a']);
  expect(ended).toBe(0);
  begun[1]?.end();
  await Promise.all(all);
  expect(ids()).toHaveLength(2);
});

test('others do not wait for it, and once it has ended it is looked at anew', async () => {
  const { refresh, begun, ids } = stage();
  const done = [refresh('a'), refresh('b')];
  expect(ids()).toEqual(['a', 'b']);
  for (const { end } of begun) end();
  await Promise.all(done);
  void refresh('a');
  expect(ids()).toEqual(['a', 'b', 'a']);
});
