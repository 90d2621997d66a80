import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../local/paths.ts';

const composeFiles = ['services/compose.yaml', 'packages/host-agent/compose.yaml', 'cdk/hosts/**/*.{yaml,ts}'];

/** Every variable that compose files of hosts name an image by. */
export function imageVariables(): string[] {
  const text = globSync(composeFiles, { cwd: repositoryRoot })
    .map((file) => readFileSync(join(repositoryRoot, file), 'utf8'))
    .join('\n');
  return [...new Set(text.match(/\b[A-Z][A-Z_]*_IMAGE\b/g))];
}
