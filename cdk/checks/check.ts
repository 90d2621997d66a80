import type { Templates } from '../testing/template.ts';

/** What of a promise the templates break, each with its place; empty when it is kept. */
export type Check = (templates: Templates) => string[];
