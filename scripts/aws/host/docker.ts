import { mustRun } from '../../lib/run.mjs';

/** Runs `docker ARGS` to its end. */
export const docker = async (...args: readonly string[]): Promise<string> =>
  (
    await mustRun('docker', args, { remedy: '`docker info` tells whether the daemon answers', timeoutMs: 20 * 60_000 })
  ).trim();
