import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 10_000;

export interface Background {
  /** Undefined while it runs. */
  exitCode(): number | undefined;
  /** Ends it and whatever it started. */
  stop(): Promise<void>;
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Takes stdout and stderr */
  readonly logFile: string;
}

/**
 * Starts a program in a process group of its own: a Ctrl-C does not reach it, and its children end with it. It never
 * outlives this process, also where nobody stopped it.
 */
export function startBackground({ command, args, env, cwd, logFile }: Program): Background {
  const log = openSync(logFile, 'w');
  const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', log, log] });
  let code: number | undefined;
  child.on('error', () => {
    code = 127;
  });
  const kill = () => signal(child, 'SIGKILL');
  process.once('exit', kill);
  child.on('exit', (exit) => {
    code = exit ?? 1;
  });
  return {
    exitCode: () => code,
    stop: () => end(child, () => code !== undefined).finally(() => process.off('exit', kill)),
  };
}

async function end(child: ChildProcess, hasEnded: () => boolean): Promise<void> {
  signal(child, 'SIGTERM');
  for (let waitedMs = 0; waitedMs < GRACE_MS && !hasEnded(); waitedMs += 100) await sleep(100);
  signal(child, 'SIGKILL');
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // Nothing of the group is left.
  }
}
