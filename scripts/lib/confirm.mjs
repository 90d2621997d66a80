import { createInterface } from 'node:readline/promises';
import { SetupError } from './setup-error.mjs';

/** Whether the person has agreed in advance: `--yes`, or an unattended run by `CI`. */
export const agreedInAdvance = (args = process.argv, env = process.env) =>
  args.includes('--yes') || args.includes('-y') || (env.CI !== undefined && env.CI !== '' && env.CI !== 'false');

/**
 * Asks before the machine outside this folder is changed.
 * @param {string} what completes the sentence "ARES needs to …"
 * @throws SetupError when refused, or when there is nobody to ask
 */
export async function confirm(what) {
  if (agreedInAdvance()) return;
  const remedy = 'run again with --yes to agree, or install it yourself';
  if (!process.stdin.isTTY) throw new SetupError(`ARES needs to ${what}, and there is no terminal to ask on`, remedy);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`ARES needs to ${what}. Go on? [y/N] `);
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new SetupError(`ARES may not ${what}`, remedy);
}
