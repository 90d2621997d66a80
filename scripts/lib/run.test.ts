import { expect, test } from 'vitest';
import { mustRun, run } from './run.mjs';

test('keeps the code and both outputs', async () => {
  expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({
    code: 3,
    stdout: 'out\n',
    stderr: 'err\n',
  });
});

test('a program that does not exist has code 127', async () => {
  expect((await run('no-such-program', [])).code).toBe(127);
});

test('a program that takes too long has code 124', async () => {
  expect((await run('sleep', ['60'], { timeoutMs: 20 })).code).toBe(124);
});

test('a failure that matters quotes the last words and says what to do', async () => {
  await expect(
    mustRun('sh', ['-c', 'echo no route >&2; exit 2'], { remedy: 'mend the network' }),
  ).rejects.toMatchObject({
    name: 'SetupError',
    message: expect.stringMatching(/exit code 2[\s\S]*no route/),
    remedy: 'mend the network',
  });
});

test('of a long output both ends are quoted: the cause may stand at either', async () => {
  const failing = mustRun('sh', ['-c', 'seq 1 99 >&2; exit 1'], { remedy: 'none' });
  await expect(failing).rejects.toThrow(/\n {4}1\n[\s\S]*\n {4}…\n[\s\S]*\n {4}99$/);
});
