import { expect, test } from 'vitest';
import { images } from './image-list.mjs';
import { contentOf } from './stand-ins.mjs';

test('every image has content of its own to stand in for it', () => {
  const contents = ['debian', ...images.map(({ folder }) => folder)].map(contentOf);
  expect(new Set(contents).size).toBe(images.length + 1);
  for (const content of contents) expect(content).toMatch(/^[0-9a-f]{64}$/);
});
