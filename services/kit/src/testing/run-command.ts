import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** @returns its standard output; @throws with its error output if it fails */
export async function runCommand(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(command, args);
  return stdout.trim();
}

export const hasCommand = (command: string): Promise<boolean> =>
  runCommand(command, ['--version']).then(
    () => true,
    () => false,
  );
