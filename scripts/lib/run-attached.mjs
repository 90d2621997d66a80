import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const onTerminal = () => [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

/**
 * Runs a program on this process's own terminal and hands signals on to it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, killOn?: AbortSignal}} [options] `killOn` ends it without a word
 * @returns {Promise<number>} its exit code, 128 + n after signal n
 */
export function runAttached(command, args, { killOn, ...options } = {}) {
  return new Promise((resolve, reject) => {
    // A terminal's Ctrl-C reaches the child by itself; sent twice it would end in the middle of its orderly stop.
    const onInterrupt = () => onTerminal() || child.kill('SIGINT');
    const onTerminate = () => child.kill('SIGTERM');
    // Before the program is there: a signal in between would end this process and leave the program behind.
    process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    killOn?.addEventListener('abort', () => child.kill('SIGKILL'));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
