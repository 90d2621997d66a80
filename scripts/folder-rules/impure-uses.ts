import { transform } from 'esbuild';
import type { SourceFile } from './source-files.ts';

const impureGlobals = [
  'Date.now',
  'Math.random',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'setImmediate',
  'setInterval',
  'setTimeout',
];

const mark = (name: string): string => `__impure_${name.replace('.', '_')}`;
const define = Object.fromEntries(impureGlobals.map((name) => [name, mark(name)]));

/**
 * The impure globals that a file uses. esbuild replaces them by marks where they are really the globals:
 * a parameter or a property of the same name, a comment and a type are left alone.
 */
export async function impureUses(file: SourceFile): Promise<string[]> {
  const { code } = await transform(file.text, { loader: 'ts', define, legalComments: 'none' });
  const used = impureGlobals.filter((name) => new RegExp(`\\b${mark(name)}\\b`).test(code));
  return /\bnew Date\(\)/.test(code) ? [...used, 'new Date()'] : used;
}
