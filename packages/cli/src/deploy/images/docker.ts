import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import type { RunOptions, RunProgram } from '../run/run-program.ts';

export type Docker = (args: readonly string[], options?: RunOptions) => Promise<string>;

/** @throws CliError with what `docker` said, and what to do where that is known */
export const dockerOf =
  (runProgram: RunProgram): Docker =>
  async (args, options) => {
    const { code, stdout, stderr } = await runProgram('docker', args, { cwd: repositoryRoot, ...options });
    if (code === 0) return stdout;
    const said = stderr.trim().split('\n').slice(-3).join('\n') || `exit code ${code}`;
    throw new CliError(`docker ${args[0]} failed: ${said}`, { remedy: remedyOf(said, code) });
  };

function remedyOf(said: string, code: number): string {
  if (code === 127) return 'install Docker: `npm run setup`';
  if (/is not a docker command|unknown flag/.test(said))
    return 'install Docker Buildx 0.12 or newer: `apt-get install docker-buildx-plugin`';
  if (/exec format error/.test(said))
    return 'this machine cannot run linux/arm64, which the images of the shop need: install QEMU (`apt-get install qemu-user-static binfmt-support`), or deploy from an arm64 machine or the pipeline';
  if (/Cannot connect to the Docker daemon/.test(said)) return 'start Docker, or run `npm run setup`';
  return 'run it by hand to see all of it';
}
