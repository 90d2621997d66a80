import { type Command, Option } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { parseRemoteUrl, words } from './remote-url.ts';

/** Before or after the name of any command. */
export const remoteOption = (): Option =>
  new Option('--remote <url>', 'ask the ARES at this address instead of the one on this machine')
    .env('ARES_REMOTE')
    .argParser(parseRemoteUrl);

export const shardOption = (): Option => new Option('--shard <name>', 'with --remote: this shard only');

/** The address that a command is for; undefined for this machine. */
export const remoteOf = (command: Command): URL | undefined => command.optsWithGlobals<{ remote?: URL }>().remote;

/** @throws CliError for what works on this machine alone */
export function assertLocal(command: Command): void {
  const url = remoteOf(command);
  if (url === undefined) return;
  throw new CliError(`\`${command.name()}\` works on this machine alone, not on ${words(url)}`, {
    remedy: 'leave --remote out, and unset ARES_REMOTE',
    exitCode: exitCodes.usage,
  });
}

/** @throws CliError without an address */
export function assertRemote(command: Command): URL {
  const url = remoteOf(command);
  if (url) return url;
  throw new CliError(`\`${command.name()}\` needs the address of an ARES`, {
    remedy: 'give it by `--remote https://HOST` or ARES_REMOTE',
    exitCode: exitCodes.usage,
  });
}
