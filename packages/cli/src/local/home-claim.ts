import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { dateTime } from '../screen/format.ts';
import { birthOf } from './process-birth.ts';

export interface RunningAres {
  readonly pid: number;
  readonly sinceMs: number;
  /** Tells it from a later process that got the same number. */
  readonly birth: string;
}

const fileOf = (home: string): string => join(home, 'running.json');

/** The ARES that runs on this ARES_HOME; what a dead one left behind is none. */
export function runningAres(home: string): RunningAres | undefined {
  const record = readRecord(fileOf(home));
  return record && birthOf(record.pid) === record.birth ? record : undefined;
}

/**
 * One ARES a home: a second one would bring the same stack up again and then only stand by. That no two decide at once
 * does not rest on this file but on the lease in the store.
 * @returns how to give it back
 * @throws CliError with the process that has it
 */
export function claimHome(home: string): () => void {
  const own = { pid: process.pid, sinceMs: Date.now(), birth: birthOf(process.pid) ?? '' };
  if (runningAres(home) === undefined) rmSync(fileOf(home), { force: true });
  if (write(home, own)) return () => rmSync(fileOf(home), { force: true });
  const other = runningAres(home);
  const who = other ? `process ${other.pid}, since ${dateTime(other.sinceMs)}` : 'it began just now';
  throw new CliError(`ARES runs here already (${who})`, {
    remedy: `look at it with \`npx ares watch\`; or stop it first: Ctrl-C in its terminal${other ? `, or \`kill ${other.pid}\`` : ''}`,
  });
}

/** Whole or not at all, and never over another's. */
function write(home: string, record: RunningAres): boolean {
  mkdirSync(home, { recursive: true });
  const draft = `${fileOf(home)}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(record)}\n`);
  try {
    linkSync(draft, fileOf(home));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function readRecord(file: string): RunningAres | undefined {
  try {
    const { pid, sinceMs, birth } = JSON.parse(readFileSync(file, 'utf8'));
    return { pid: Number(pid), sinceMs: Number(sinceMs), birth: String(birth) };
  } catch {
    return undefined;
  }
}
