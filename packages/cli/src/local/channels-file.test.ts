import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { channelsFile } from './channels-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ares-channels-'));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (text: string): Promise<string> => {
  const path = join(folder, 'channels.json');
  await writeFile(path, text);
  return path;
};

test('channels by their names, and none without a file', async () => {
  const path = await written('{"ops":{"kind":"slack","url":"https://hooks.slack.com/services/T/B/x"}}');
  expect((await channelsFile(path)).map(({ name }) => name)).toEqual(['ops']);
  expect(await channelsFile(join(folder, 'none.json'))).toEqual([]);
});

test.each([
  { text: '{"ops":{"kind":"slack","url":"http://hooks.example.com/secret"}}', named: 'ops.url' },
  { text: 'no json', named: 'JSON' },
])('a bad file is refused by its name and $named, without its secrets', async ({ text, named }) => {
  const path = await written(text);
  const error = await channelsFile(path).catch((e: unknown) => e);
  expect(String(error)).toContain(path);
  expect(String(error)).toContain(named);
  expect(String(error)).not.toContain('/secret');
});

test('a folder in its place is told, not taken for no channels', async () => {
  await expect(channelsFile(folder)).rejects.toThrow('cannot be read (EISDIR)');
});
