import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contextPage } from './context-page.ts';
import { contextNames, factsOf } from './facts.ts';

test('docs/context.md is what the schema says', async () => {
  await expect(contextPage()).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/context.md'));
});

test.each(contextNames)('%s is described in a sentence', (name) => {
  expect(factsOf(name).about).toMatch(/^[A-Z`].+\.$/);
});
