import { expect, test } from 'vitest';
import { formatDuration } from './format-duration.mjs';
import { createSteps, doneLine, runningLine } from './steps.mjs';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 40, write: (text: string) => written.push(text), written };
}

const withoutTimes = (text: string) => text.replace(/\(\d+(\.\d+)? s\)/g, '(T)');

test('without a terminal: plain lines at the start, for details, and at the end', async () => {
  const out = recorder(false);
  await createSteps(out).run('images', async (note) => {
    note('pulling redis:8');
    return '5 official';
  });
  expect(withoutTimes(out.written.join(''))).toBe('- images …\n    pulling redis:8\n✔ images: 5 official (T)\n');
});

test('a failed step leaves its mark and throws on', async () => {
  const out = recorder(false);
  const failing = createSteps(out).run('Docker', () => Promise.reject(new Error('away')));
  await expect(failing).rejects.toThrow('away');
  expect(withoutTimes(out.written.join(''))).toBe('- Docker …\n✖ Docker (T)\n');
});

test('on a terminal: one line that is redrawn, and one line that stays', async () => {
  const out = recorder(true);
  await createSteps(out).run('bundles', async (note) => note('services/cart'));
  const lines = out.written.join('').split('\r\x1b[K');
  expect(withoutTimes(lines.at(-1) ?? '')).toBe('✔ bundles (T)\n');
  expect(lines.slice(0, -1).every((line) => !line.includes('\n'))).toBe(true);
  expect(lines.some((line) => line.includes('bundles: services/cart'))).toBe(true);
});

test('a running line stays within the terminal', () => {
  const line = runningLine({ name: 'images', detail: 'x'.repeat(99), elapsedMs: 0, frame: 12, columns: 40 });
  expect(line).toHaveLength(39);
  expect(line.endsWith('…')).toBe(true);
});

test('a finished line without a word on the result', () => {
  expect(doneLine({ name: 'Docker', result: undefined, elapsedMs: 1_234 })).toBe('✔ Docker (1.2 s)');
});

test.each([
  [0, '0.0 s'],
  [949, '0.9 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
