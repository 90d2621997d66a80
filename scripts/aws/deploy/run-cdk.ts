import { join } from 'node:path';
import { binDir, root } from '../../lib/root.mjs';
import { mustRun } from '../../lib/run.mjs';

const remedy = 'read what cdk says; the log of the emulator is beside it';

/** Runs the CDK's command line to its end. */
export const runCdk = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> =>
  mustRun(join(binDir, 'cdk'), [...args, '--no-notices', '--ci'], {
    cwd: root,
    env: { ...process.env, ...env, NO_COLOR: '1', CI: 'true' },
    timeoutMs: 15 * 60_000,
    remedy,
  });
