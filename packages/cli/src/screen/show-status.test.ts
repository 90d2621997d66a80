import { expect, test, vi } from 'vitest';
import { showStatus } from './show-status.ts';

/** Shows what `looks` give one after the other, the last one for good; a look is a word. */
async function shown(isTTY: boolean, looks: readonly (string | Error)[]) {
  const written: string[] = [];
  const errors: unknown[] = [];
  const read = vi.fn(async () => {
    const look = looks[read.mock.calls.length - 1] ?? looks.at(-1) ?? '';
    if (look instanceof Error) throw look;
    return look;
  });
  const show = showStatus({
    read,
    picture: (look) => `picture of ${look}`,
    changes: (before, after) => (before === after ? [] : [`${before} to ${after}`, 'and more']),
    isCalm: (look) => look === 'calm',
    stream: { isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 },
    onError: (error) => errors.push(error),
    everyMs: 1,
  });
  await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(looks.length + 5));
  await show.stop();
  return { written, errors };
}

test('without a terminal: one picture, then a line a change with its time, and nothing while nothing changes', async () => {
  const { written } = await shown(false, ['calm', 'calm', 'ill', 'ill', 'calm']);
  expect(written[0]).toBe('picture of calm\n\n');
  expect(written.slice(1).map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}/, ''))).toEqual([
    'calm to ill\n',
    'and more\n',
    'ill to calm\n',
    'and more\n',
  ]);
});

test('a fleet that is just coming up is waited for, and one that does not come up is shown', async () => {
  expect((await shown(false, ['ill', 'ill', 'calm'])).written).toEqual(['picture of calm\n\n']);
  expect((await shown(false, ['ill'])).written).toEqual(['picture of ill\n\n']);
});

test('a failure is told once as long as it lasts, and again when it comes back', async () => {
  const away = new Error('the store is away');
  expect((await shown(false, [away, away, away, 'calm', away, 'calm'])).errors).toEqual([away, away]);
});

test('on a terminal a picture is drawn over the last one', async () => {
  const { written } = await shown(true, ['calm', 'ill']);
  expect(written.join('')).toContain('picture of ill');
  expect(written.join('')).not.toContain('calm to ill');
});
