import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../lib/root.mjs';
import { readSbom } from './read-sbom.mjs';

test('security 34: the bill of materials has every package that is shipped, and no tool', async () => {
  const { bomFormat, components } = await readSbom();
  expect(bomFormat).toBe('CycloneDX');
  const has = new Set(components.map(({ name, version }) => `${name}@${version}`));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const name of ['hono', 'pg', 'zod', 'drizzle-orm'])
    expect(has).toContain(`${name}@${packages[`node_modules/${name}`].version}`);
  expect([...has].filter((one) => /^(vitest|typescript)@/.test(one))).toEqual([]);
});
