import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './local/paths.ts';

/** Of this checkout. */
export const version = (): string => JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')).version;
