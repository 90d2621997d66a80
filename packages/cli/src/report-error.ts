import { inspect } from 'node:util';
import { ImagesFileError } from '@ares/config/aws';
import { AresError, type ErrorCode } from '@ares/core';
import { SchemaNewerError } from '@ares/db';
import { CliError, exitCodes } from './cli-error.ts';
import { inert } from './screen/format.ts';

interface Report {
  /** For stderr; empty where it was told already. */
  readonly text: string;
  readonly exitCode: number;
}

const STORE = 'look whether ARES runs (`npx ares doctor`), or check DATABASE_URL';

const remedies: Readonly<Record<ErrorCode, string>> = {
  COMMAND_REJECTED: 'run `npx ares doctor`',
  CONFIG_INVALID: 'run `npx ares policy validate ares.policy.yaml`',
  DOCKER_UNAVAILABLE: 'start Docker, or run `npm run setup`',
  FENCED: 'another ARES decides here: stop one of them',
  HOST_UNREACHABLE: 'start it with `npm start`, or look with `npx ares doctor`',
  METRICS_UNAVAILABLE: 'start it with `npm start`, or look with `npx ares doctor`',
  MODEL_UNREADABLE: 'train it anew with `npx ares train`',
  SCHEMA_NEWER: 'use the newer ARES, or set DATABASE_URL to another store',
  STORE_UNAVAILABLE: STORE,
};

/** What the operating system refuses, and PostgreSQL by the class of its SQLSTATE. */
const codes: readonly (readonly [sign: RegExp, remedy: string])[] = [
  [/^(EACCES|EPERM|EROFS|ENOTDIR|EISDIR)$/, 'set ARES_HOME and ARES_STATE_DIR to folders that you may write to'],
  [/^(ENOSPC|EDQUOT)$/, 'free some space: `docker system df` shows what Docker holds'],
  [/^(ECONN\w+|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/, STORE],
  [/^(08|25|28|3D|42501|53|57|58)/, STORE],
];

/** Cause and next command, no stack trace; what is a fault of ARES itself says how to get one. */
export function reportError(error: unknown, env: NodeJS.ProcessEnv): Report {
  if (isCommander(error)) return { text: '', exitCode: error.exitCode === 0 ? exitCodes.ok : exitCodes.usage };
  const message = error instanceof Error ? error.message : String(error);
  const remedy = remedyOf(error) ?? 'this is a fault of ARES: run it again with ARES_DEBUG=1 and report what it prints';
  const debug = env.ARES_DEBUG ? `${inspect(error)}\n` : '';
  return { text: `ares: ${inert(message)}\n  → ${inert(remedy)}\n${debug}`, exitCode: exitCodeOf(error) };
}

const isCommander = (error: unknown): error is Error & { readonly exitCode: number } =>
  error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander');

function remedyOf(error: unknown): string | undefined {
  if (error instanceof CliError) return error.remedy;
  if (error instanceof AresError || error instanceof SchemaNewerError) return remedies[error.code];
  if (error instanceof ImagesFileError) return '`npx ares images --file PATH` writes it';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return codes.find(([sign]) => sign.test(code))?.[1];
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  return error instanceof AresError && error.code === 'CONFIG_INVALID' ? exitCodes.usage : exitCodes.failed;
}
