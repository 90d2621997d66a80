import type { Policy, PolicyReading } from '@ares/core';
import { builtinPolicy } from './builtin-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import { formatPolicyError } from './policy-error.ts';

const ERRORS_SHOWN_MAX = 5;

/**
 * Keeps a policy. Each call reads its text; a bad or missing one leaves the last good policy in force and is told as
 * `rejected`. Before the first good one that is the built-in policy, which acts on nothing.
 * @param name what it is called in errors
 */
export function policySource(name: string, read: () => Promise<string>): () => Promise<PolicyReading> {
  let lastGood = builtinPolicy;
  let seen: { readonly text: string; readonly reading: PolicyReading } | undefined;
  return async () => {
    const got = await textOf(name, read);
    if ('unreadable' in got) return { policy: lastGood, rejected: got.unreadable };
    if (seen?.text !== got.text) seen = { text: got.text, reading: judge(got.text, name, lastGood) };
    lastGood = seen.reading.policy;
    return seen.reading;
  };
}

async function textOf(
  name: string,
  read: () => Promise<string>,
): Promise<{ readonly text: string } | { readonly unreadable: string }> {
  try {
    return { text: await read() };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    return { unreadable: `${name} cannot be read (${code})` };
  }
}

function judge(text: string, name: string, lastGood: Policy): PolicyReading {
  const parsed = parsePolicy(text, name);
  if ('policy' in parsed) return { policy: parsed.policy };
  const shown = parsed.errors.slice(0, ERRORS_SHOWN_MAX).map(formatPolicyError);
  const more = parsed.errors.length - shown.length;
  return { policy: lastGood, rejected: [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ') };
}
