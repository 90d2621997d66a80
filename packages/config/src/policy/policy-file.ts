import { readFile } from 'node:fs/promises';
import type { Policy, PolicyReading } from '@ares/core';
import { builtinPolicy } from './builtin-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import { formatPolicyError } from './policy-error.ts';

const ERRORS_SHOWN_MAX = 5;

/**
 * Keeps the policy of one file. Each call reads the file, so that a change counts at once; a bad or missing text
 * leaves the last good policy in force and is told as `rejected`. Before the first good one that is the built-in
 * policy, which acts on nothing.
 */
export function policyFile(path: string): () => Promise<PolicyReading> {
  let lastGood = builtinPolicy;
  let seen: { readonly text: string; readonly reading: PolicyReading } | undefined;
  return async () => {
    const read = await textOf(path);
    if ('unreadable' in read) return { policy: lastGood, rejected: read.unreadable };
    if (seen?.text !== read.text) seen = { text: read.text, reading: judge(read.text, path, lastGood) };
    lastGood = seen.reading.policy;
    return seen.reading;
  };
}

async function textOf(path: string): Promise<{ readonly text: string } | { readonly unreadable: string }> {
  try {
    return { text: await readFile(path, 'utf8') };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return { unreadable: `${path} cannot be read (${code})` };
  }
}

function judge(text: string, path: string, lastGood: Policy): PolicyReading {
  const parsed = parsePolicy(text, path);
  if ('policy' in parsed) return { policy: parsed.policy };
  const shown = parsed.errors.slice(0, ERRORS_SHOWN_MAX).map(formatPolicyError);
  const more = parsed.errors.length - shown.length;
  return { policy: lastGood, rejected: [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ') };
}
