import type { ProblemAnswer } from '@ares/api/client';
import { z } from 'zod';
import { CliError, exitCodes } from '../../cli-error.ts';
import { words } from '../remote-url.ts';

const problemSchema = z.object({
  error: z.looseObject({ code: z.string(), message: z.string(), remedy: z.string().optional() }),
});

/** What the API says went wrong; undefined where something in front of it answered. */
export function problemOf(body: unknown): ProblemAnswer['error'] | undefined {
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? (parsed.data.error as ProblemAnswer['error']) : undefined;
}

const ADDRESS = 'check the address and your network; a browser shows whether it answers';

/** Of something that was to change, where nobody knows whether it did. */
const lookFirst = (url: URL): string =>
  `it may have taken effect all the same: look at \`npx ares audit --remote ${words(url)}\` before you do it again`;

/** No answer came. @param isChange whether the request was to change something */
export function noAnswer(url: URL, cause: unknown, isChange: boolean): CliError {
  const remedy = isChange ? lookFirst(url) : ADDRESS;
  return new CliError(`${words(url)} does not answer: ${reasonOf(cause)}`, { remedy, cause });
}

/** The reason lies beneath: `fetch failed` says nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof AggregateError) return reasonOf(error.cause.errors[0]);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

/** Somebody answered who is no ARES. */
export const notAres = (url: URL, what: string): CliError =>
  new CliError(`${words(url)} is no ARES that this one understands: ${what}`, {
    remedy: 'give the address that `npx ares deploy` printed',
  });

/** An answer with a status from 300 on, in words and with what to do. @param isChange as above */
export function refusal(url: URL, status: number, body: unknown, isChange: boolean): CliError {
  const problem = problemOf(body);
  const said = problem?.message ?? `it answered with status ${status}`;
  const message = `${words(url)}: ${said}`;
  if (status === 401) return new CliError(message, { remedy: signInAgain(url) });
  if (status === 403) return new CliError(message, { remedy: problem?.remedy ?? 'ask for the right' });
  if (status === 400) return new CliError(message, { remedy: 'check what you gave', exitCode: exitCodes.usage });
  if (status === 429)
    return new CliError(message, { remedy: problem?.remedy ?? 'too many ask at once: try again in a moment' });
  if (problem === undefined && status < 500) return notAres(url, `it answered with status ${status}`);
  return new CliError(message, {
    remedy: isChange && status >= 500 ? lookFirst(url) : (problem?.remedy ?? 'try again in a moment'),
  });
}

const signInAgain = (url: URL): string =>
  process.env.ARES_TOKEN
    ? `ARES_TOKEN is not valid there, or too old: renew it, or unset it and run \`npx ares login --remote ${words(url)}\``
    : `sign in with \`npx ares login --remote ${words(url)}\``;
