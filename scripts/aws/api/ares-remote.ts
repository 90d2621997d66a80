import { join } from 'node:path';
import { binDir, root } from '../../lib/root.mjs';
import { mustRun } from '../../lib/run.mjs';

/** The deployed API, with a token of somebody who may steer ARES. */
export interface SignedInApi {
  readonly url: string;
  readonly token: string;
}

/** Runs `ares --remote URL ARGS` as a person who is signed in. */
export const aresRemote = ({ url, token }: SignedInApi, ...args: readonly string[]): Promise<string> =>
  mustRun(join(binDir, 'node'), [join(root, 'packages/cli/bin/ares.mjs'), '--remote', url, ...args], {
    cwd: root,
    env: { ...process.env, ARES_TOKEN: token, NO_COLOR: '1' },
    timeoutMs: 2 * 60_000,
    remedy: 'look into the log of the emulator',
  });
