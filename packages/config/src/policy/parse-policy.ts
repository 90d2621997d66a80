import { createHash } from 'node:crypto';
import type { Policy } from '@ares/core';
import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Locator, type Path, pathText } from './locate.ts';
import type { PolicyError } from './policy-error.ts';
import { policySchema } from './policy-schema.ts';
import { toPolicy } from './to-policy.ts';

export type ParsedPolicy = { readonly policy: Policy } | { readonly errors: readonly PolicyError[] };

const TEXT_MAX_CHARS = 256 * 1024;
const VERSION_DIGITS = 12;

/**
 * Reads the text of an `ares.policy.yaml`: the policy with all its defaults, or everything that is wrong with it.
 * @param file its name, for the errors
 */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  const found = read(text);
  return 'policy' in found ? found : { errors: found.errors.map((error) => ({ file, ...error })) };
}

type Problem = Omit<PolicyError, 'file'>;

function read(text: string): { readonly policy: Policy } | { readonly errors: readonly Problem[] } {
  if (text.length > TEXT_MAX_CHARS) return refused(`longer than ${TEXT_MAX_CHARS} characters: not a policy`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = syntaxProblems(document);
  if (broken.length > 0) return { errors: broken };
  // An editor that writes in two steps shows an empty file for a moment: that is nobody's consent to anything.
  if (document.contents === null) return refused('empty; write at least `profiles: {}`');
  const value = plainValue(document);
  if (value instanceof Error) return refused(value.message);
  const result = policySchema.safeParse(value);
  if (result.success) return { policy: toPolicy(result.data, versionOf(text)) };
  const locator = new Locator(document, lines);
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, locator));
  return { errors: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

/** An error where a few anchors and aliases would grow into a giant. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const versionOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, VERSION_DIGITS);

const refused = (reason: string) => ({ errors: [{ path: '', line: 1, column: 1, reason }] });

const syntaxProblems = ({ errors, warnings }: Document): readonly Problem[] =>
  [...errors, ...warnings].map(({ message, linePos }) => {
    const [{ line, col } = { line: 1, col: 1 }] = linePos ?? [];
    return { path: '', line, column: col, reason: message.split(/ at line \d+, column \d+/)[0] ?? message };
  });

function problemsOf(issue: z.core.$ZodIssue, locator: Locator): readonly Problem[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => atKey([...path, key], 'unknown key', locator));
  if (issue.code === 'invalid_key') return [atKey(path, issue.issues[0]?.message ?? message, locator)];
  const found = locator.written(path);
  const reason = found === undefined ? message : `${message} (found ${found})`;
  return [{ path: pathText(path), ...locator.value(path), reason }];
}

const atKey = (path: Path, reason: string, locator: Locator): Problem => ({
  path: pathText(path),
  ...locator.key(path),
  reason,
});
