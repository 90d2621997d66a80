import { setTimeout as sleep } from 'node:timers/promises';

interface Patience {
  readonly what: string;
  /** Generous: it only ends what would never come. */
  readonly seconds: number;
  /** Why it will never come, as soon as that is known. */
  readonly hopeless?: () => string | undefined;
  /** What was still missing, for the error at the end */
  readonly inVain?: () => string;
}

/**
 * Asks again and again until there is an answer. An error counts as no answer yet, and is told at the end; a question
 * that is never answered ends with the patience, too.
 */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  { what, seconds, hopeless, inVain }: Patience,
): Promise<T> {
  const endMs = Date.now() + seconds * 1_000;
  let last: unknown;
  while (Date.now() < endMs) {
    const lost = hopeless?.();
    if (lost) throw new Error(`${what}: ${lost}`);
    try {
      const answer = await Promise.race([ask(), overdue(endMs - Date.now())]);
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    await sleep(500);
  }
  const missing = inVain?.() || (last instanceof Error ? last.message : '');
  throw new Error(`waited ${seconds} s in vain for ${what}${missing && `: ${missing}`}`, { cause: last });
}

/** Keeps nobody from ending. */
const overdue = (ms: number): Promise<never> =>
  sleep(ms, undefined, { ref: false }).then(() => Promise.reject(new Error('no answer')));
