import { type Command, InvalidArgumentError } from 'commander';
import { CliError } from '../../cli-error.ts';
import { addPair, type Context } from '../context/context.ts';

/** The same on every command that is about AWS. */
export const withContext = (command: Command): Command =>
  command.option(
    '-c, --context <name=value>',
    'context value of the deployment, as often as needed; ARES_CONTEXT has others',
    (text: string, before: Context | undefined) => pair(text, before),
  );

function pair(text: string, before: Context | undefined): Context {
  try {
    return addPair(text, before);
  } catch (error) {
    if (error instanceof CliError) throw new InvalidArgumentError(`${error.remedy}.`);
    throw error;
  }
}

/** The name of a region of AWS, also of one that is younger than this ARES. */
export function parseRegion(text: string): string {
  if (/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(text)) return text;
  throw new InvalidArgumentError('It has to be a region of AWS, such as us-east-1.');
}
