import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, stateDir } from '../lib/root.mjs';
import { runMain } from '../lib/setup-error.mjs';
import { readSbom } from './supply-chain/read-sbom.mjs';

/** Writes the bill of materials of what is shipped (no development tools) as CycloneDX. */
runMain(async () => {
  const sbom = await readSbom();
  const folder = join(stateDir, 'ci');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'sbom.cdx.json');
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${sbom.components.length} components in ${relative(root, file)}`);
});
