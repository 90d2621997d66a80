import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ImagesFileError, readImages } from './read-images.ts';

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ares-images-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'images.json'), text);
  return join(folder, 'images.json');
}

test('the digests by variable', () => {
  expect(readImages(fileWith('{"A_IMAGE":"a@sha256:1"}'))).toEqual({ A_IMAGE: 'a@sha256:1' });
});

test.each(['', '[]', '{"A_IMAGE":1}'])('a file with %j is an error that names it, and the remedy', (text) => {
  const path = fileWith(text);
  expect(() => readImages(path)).toThrow(ImagesFileError);
  expect(() => readImages(path)).toThrow(`"${path}": let \`npx ares deploy\` write it`);
});

test('so is none', () => expect(() => readImages('/nowhere/images.json')).toThrow('"/nowhere/images.json"'));
