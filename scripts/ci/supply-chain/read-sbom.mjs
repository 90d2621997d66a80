import { root } from '../../lib/root.mjs';
import { mustRun } from '../../lib/run.mjs';

/** @typedef {{name: string, version: string, 'bom-ref': string, scope?: string}} Component */
/** @typedef {{bomFormat: string, components: Component[], dependencies: {ref: string}[]}} Sbom */

/**
 * The packages that are shipped, by the lockfile alone, so that every machine says the same. npm's own `--omit=dev`
 * leaves out what a development tool happens to need too (npm 11 on `zod`), hence the filter.
 * @returns {Promise<Sbom>} CycloneDX
 */
export async function readSbom() {
  const remedy = 'make package.json and package-lock.json agree: `npm install --package-lock-only`';
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const all = JSON.parse(await mustRun('npm', args, { cwd: root, remedy }));
  const tools = new Set(all.components.filter(isTool).map((component) => component['bom-ref']));
  return {
    ...all,
    components: all.components.filter((component) => !tools.has(component['bom-ref'])),
    dependencies: all.dependencies.filter(({ ref }) => !tools.has(ref)),
  };
}

const isTool = ({ properties = [] }) => properties.some(({ name }) => name === 'cdx:npm:package:development');
