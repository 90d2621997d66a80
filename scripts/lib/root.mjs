import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What setup remembers between runs; never committed. */
export const stateDir = join(root, '.ares');

/** Programs of the npm packages, Node 24 among them. */
export const binDir = join(root, 'node_modules', '.bin');
