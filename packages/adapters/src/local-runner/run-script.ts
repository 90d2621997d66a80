import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import type { CommandStatus } from '@ares/core';
import { killSession } from './kill-session.ts';

/** What SSM keeps of a command's output. */
const STDOUT_CHARS_MAX = 24_000;
const STDERR_CHARS_MAX = 8_000;
const PIPE_GRACE_MS = 1_000;

export interface Script {
  readonly shell: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}
export type ScriptEnd = Extract<CommandStatus, { state: 'done' | 'timed-out' }>;

/** Runs a shell script in a session of its own and kills all of that session when the time is over. */
export async function runScript({ shell, script, environment, timeoutMs }: Script): Promise<ScriptEnd> {
  const child = spawn(shell, ['-c', script], {
    env: environment,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout, STDOUT_CHARS_MAX);
  const stderr = collect(child.stderr, STDERR_CHARS_MAX);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    if (child.pid !== undefined) killSession(child.pid);
  }, timeoutMs);
  const exitCode = await ended(child).finally(() => clearTimeout(timer));
  return timedOut ? { state: 'timed-out' } : { state: 'done', exitCode, stdout: stdout(), stderr: stderr() };
}

/** The exit code; a child that outlives the script and keeps its pipes open is not waited for. */
function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => setTimeout(() => closePipes(child), PIPE_GRACE_MS).unref());
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

function closePipes(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function collect(stream: Readable, charsMax: number): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    if (text.length < charsMax) text = (text + chunk).slice(0, charsMax);
  });
  return () => text;
}
