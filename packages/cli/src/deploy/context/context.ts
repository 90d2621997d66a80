import { join } from 'node:path';
import { CliError, exitCodes } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import { contextIn } from './context-in.ts';

/** Context values of the deployment: what `cdk` takes as `-c name=value`. */
export type Context = Readonly<Record<string, string>>;

const PAIR = /^([A-Za-z]\w*)=(.*)$/;

/** For an option that may be given many times. */
export function addPair(text: string, context: Context = {}): Context {
  const [, name, value] = PAIR.exec(text) ?? [];
  if (name === undefined || value === undefined) throw badPair(text, '-c');
  return { ...context, [name]: value };
}

/**
 * What the command line gives, over what stands in ARES_CONTEXT as words `name=value`, over what is written in cdk.json.
 * @throws CliError that quotes what is no pair
 */
export function withEnvironment(
  given: Context,
  env: NodeJS.ProcessEnv,
  written: Context = contextIn(join(repositoryRoot, 'cdk.json')),
): Context {
  const words = (env.ARES_CONTEXT ?? '').split(/\s+/).filter(Boolean);
  const base = words.reduce<Context>((context, word) => {
    if (!PAIR.test(word)) throw badPair(word, 'ARES_CONTEXT');
    return addPair(word, context);
  }, {});
  return { ...written, ...base, ...given };
}

const badPair = (text: string, where: string): CliError =>
  new CliError(`${JSON.stringify(text)} in ${where} is no context value`, {
    remedy: 'write name=value, for instance `-c fleet=shop`',
    exitCode: exitCodes.usage,
  });

/** The name of the fleet, as cdk.json's app has it by default. */
export const fleetOf = (context: Context): string => context.fleet ?? 'default';

/** As arguments of `cdk`. */
export const contextArguments = (context: Context): string[] =>
  Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
