import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Services of a Compose project whose containers are there and do not run, each as "cart exited (0) 2 minutes ago". */
export async function stoppedServices(project: string): Promise<readonly string[]> {
  const filters = [`label=com.docker.compose.project=${project}`, 'status=exited', 'status=dead'];
  const format = '{{.Label "com.docker.compose.service"}} {{.Status}}';
  const args = ['ps', '-a', ...filters.flatMap((filter) => ['--filter', filter]), '--format', format];
  // Whether Docker answers at all is for the Compose command that follows to say.
  const { stdout } = await run('docker', args).catch(() => ({ stdout: '' }));
  const lines = stdout.trim().split('\n').filter(Boolean);
  return lines.map((line) => line.replace(/ ([A-Z])/, (_, first) => ` ${first.toLowerCase()}`)).toSorted();
}
