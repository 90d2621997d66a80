import { ImagesFileError } from '@ares/config/aws';
import { AresError } from '@ares/core';
import { SchemaNewerError } from '@ares/db';
import { expect, test } from 'vitest';
import { CliError, exitCodes } from './cli-error.ts';
import { reportError } from './report-error.ts';

const system = (code: string, path: string) =>
  Object.assign(new Error(`${code}: no`), { code, path, syscall: 'mkdir' });
const postgres = (code: string, message: string) => Object.assign(new Error(message), { code, severity: 'FATAL' });

test.each([
  { error: new CliError('no such incident', { remedy: 'list them', exitCode: 3 }), code: 3, says: 'list them' },
  { error: new AresError('STORE_UNAVAILABLE', 'it is read-only'), code: 1, says: 'DATABASE_URL' },
  { error: new AresError('HOST_UNREACHABLE', 'host agent of h'), code: 1, says: 'npm start' },
  { error: new AresError('METRICS_UNAVAILABLE', 'Prometheus of h'), code: 1, says: 'npm start' },
  { error: new AresError('CONFIG_INVALID', 'ares.policy.yaml:3:1'), code: 2, says: 'policy validate' },
  { error: new ImagesFileError('Cannot read "i.json"'), code: 1, says: 'npx ares images --file' },
  { error: new SchemaNewerError(3, 2), code: 1, says: 'newer ARES' },
  { error: system('EACCES', '/root/.ares'), code: 1, says: 'ARES_HOME' },
  { error: system('ENOSPC', '/x'), code: 1, says: 'free some space' },
  { error: postgres('28P01', 'password authentication failed'), code: 1, says: 'DATABASE_URL' },
  { error: system('ECONNREFUSED', ''), code: 1, says: 'DATABASE_URL' },
])('$error.name $error.code: cause, next command and no stack', ({ error, code, says }) => {
  const { text, exitCode } = reportError(error, {});
  expect(exitCode).toBe(code);
  const [cause, next, ...rest] = text.trimEnd().split('\n');
  expect([cause, next, rest]).toEqual([`ares: ${error.message}`, expect.stringMatching(/^ {2}→ /), []]);
  expect(next).toContain(says);
});

test('what is a fault of ARES says how to report it, and has its stack where that is asked for', () => {
  const error = new TypeError('x is undefined', { cause: new Error('beneath') });
  const { text, exitCode } = reportError(error, {});
  expect([text, exitCode]).toEqual([expect.stringContaining('ARES_DEBUG=1'), exitCodes.failed]);
  expect(text).not.toContain('report-error.test');
  const debug = reportError(error, { ARES_DEBUG: '1' }).text;
  expect(debug).toContain('report-error.test');
  expect(debug).toContain('beneath');
});

test('commander has told the cause already', () => {
  const usage = Object.assign(new Error('unknown option'), { code: 'commander.unknownOption', exitCode: 1 });
  expect(reportError(usage, {})).toEqual({ text: '', exitCode: exitCodes.usage });
  const help = Object.assign(new Error('(outputHelp)'), { code: 'commander.helpDisplayed', exitCode: 0 });
  expect(reportError(help, {})).toEqual({ text: '', exitCode: exitCodes.ok });
});

test('text from outside cannot move the cursor', () =>
  expect(reportError(new CliError('a\u001b[2Jb', { remedy: 'c\u0007' }), {}).text).toBe('ares: a�[2Jb\n  → c�\n'));
