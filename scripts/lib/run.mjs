import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.mjs';

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, signal?: AbortSignal,
 *   onLine?: (line: string) => void}} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>} code 127 when the program does not exist,
 *   124 when it was stopped after `timeoutMs`
 */
export function run(command, args, { cwd, env = process.env, timeoutMs = 0, signal, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    const result = { code: 0, stdout: '', stderr: '' };
    let timedOut = false;
    const timer = timeoutMs && setTimeout(() => (timedOut = child.kill('SIGKILL')), timeoutMs);
    child.stdout.on('data', (data) => {
      result.stdout += data;
      for (const line of String(data).split('\n')) if (line.trim()) onLine?.(line.trim());
    });
    child.stderr.on('data', (data) => (result.stderr += data));
    child.on('error', (error) => (result.stderr += error.message));
    child.on('close', (code) => {
      clearTimeout(timer || undefined);
      resolve({ ...result, code: timedOut ? 124 : code === -2 ? 127 : (code ?? 1) });
    });
  });
}

/** Some programs tell the cause first, others last; both ends of a long output are kept. */
function excerpt(text) {
  const lines = text.split('\n').map((line) => `    ${line}`);
  return (lines.length <= 12 ? lines : [...lines.slice(0, 6), '    …', ...lines.slice(-6)]).join('\n');
}

/** Like `run`, but a failure is a `SetupError` that quotes the last lines and gives `remedy`. */
export async function mustRun(command, args, { remedy, ...options }) {
  const result = await run(command, args, options);
  if (result.code === 0) return result.stdout;
  const said = excerpt(result.stderr.trim() || result.stdout.trim());
  throw new SetupError(`\`${[command, ...args].join(' ')}\` failed (exit code ${result.code}):\n${said}`, remedy);
}

/** @param {string} name @returns {Promise<boolean>} whether a program of this name is on the PATH */
export const hasProgram = async (name) => (await run('sh', ['-c', `command -v "$1"`, 'sh', name])).code === 0;
