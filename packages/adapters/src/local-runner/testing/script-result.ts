import { join } from 'node:path';
import { readDocument } from '../document.ts';
import type { ScriptEnd } from '../run-script.ts';

export const documentPath = join(import.meta.dirname, '../../../../../cdk/documents/remediate.yaml');
export const document = readDocument(documentPath);

/** What the script said on its one line. */
export interface Result {
  readonly status: string;
  readonly reason: string;
  readonly [key: string]: unknown;
}

/** The one JSON object of the script's output, which holds nothing else. */
export function resultOf(end: ScriptEnd): Result {
  if (end.state !== 'done') throw new Error(`the script ended ${end.state}`);
  const lines = end.stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line: ${end.stdout}\n${end.stderr}`);
  return JSON.parse(lines[0] ?? '') as Result;
}
