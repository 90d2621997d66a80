import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Given to the program's standard input */
  readonly input?: string;
  readonly onLine?: (line: string) => void;
}

export interface Ran {
  /** 127 when the program is not there */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `cdk`, `docker` or `git` to its end. Tests give another. */
export type RunProgram = (command: string, args: readonly string[], options?: RunOptions) => Promise<Ran>;

export const runProgram: RunProgram = (command, args, { cwd, env = process.env, input = '', onLine } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    const keep = (stream: keyof typeof said) => (data: Buffer) => {
      said[stream] += data;
      for (const line of String(data).split('\n')) if (line.trim()) onLine?.(line.trim());
    };
    child.stdout.on('data', keep('stdout'));
    child.stderr.on('data', keep('stderr'));
    child.on('error', (error) => (said.stderr += error.message));
    child.on('close', (code) => resolve({ ...said, code: code === -2 ? 127 : (code ?? 1) }));
    // A program that reads none of it and ends is no failure of this one.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
