import { join } from 'node:path';
import { binDir, root } from './root.mjs';
import { hasProgram, run } from './run.mjs';

const bin = (name) => join(binDir, name);

/** @returns {Promise<string[]>} shell scripts that git knows or would add */
async function shellScripts() {
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '*.sh', '.ci/run'], { cwd: root });
  return stdout.trim().split('\n').filter(Boolean);
}

/** @returns {Promise<{name: string, command: string, args: string[]}[]>} every static check, in order of speed */
export async function staticChecks() {
  const shellcheck = (await hasProgram('shellcheck'))
    ? [{ name: 'shellcheck', command: 'shellcheck', args: await shellScripts() }]
    : [];
  return [
    { name: 'Biome', command: bin('biome'), args: ['check', '--colors=off', '.'] },
    { name: 'folder rules', command: bin('node'), args: ['scripts/folder-rules/main.ts'] },
    ...shellcheck,
    { name: 'types', command: bin('tsc'), args: ['--noEmit'] },
    { name: 'types of cdk', command: bin('tsc'), args: ['-p', 'cdk', '--noEmit'] },
    { name: 'types of scripts', command: bin('tsc'), args: ['-p', 'scripts/tsconfig.json'] },
    { name: 'knip', command: bin('knip'), args: [] },
  ];
}
