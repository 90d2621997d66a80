import { createInterface } from 'node:readline/promises';
import { CliError, exitCodes } from '../../cli-error.ts';

/**
 * Asks before something outside of this machine is changed.
 * @param what completes the sentence "ARES is going to …"
 * @throws CliError when refused, or when there is nobody to ask
 */
export async function confirm(what: string, { yes = false }: { yes?: boolean | undefined }): Promise<void> {
  if (yes) return;
  const remedy = 'run it again with --yes to agree';
  if (!process.stdin.isTTY)
    throw new CliError(`ARES is going to ${what}, and there is no terminal to ask on`, {
      remedy,
      exitCode: exitCodes.usage,
    });
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`ARES is going to ${what}. Go on? [y/N] `);
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('nothing was changed', { remedy });
}
