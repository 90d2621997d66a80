import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { repositoryRoot } from '../../local/paths.ts';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own, which names the Compose projects too: no command of a test reaches somebody's stack. */
export const newHome = (): string => mkdtempSync(join(tmpdir(), 'ares-home-'));

export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });

/** Runs `ares ARGS` to its end on `home`. */
export function runAres(home: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<Answer> {
  const script = join(repositoryRoot, 'packages/cli/bin/ares.mjs');
  const name = basename(home).toLowerCase();
  const own = { ARES_HOME: home, ARES_STATE_DIR: join(home, 'host'), ARES_PROJECT: `${name}-shop`, NO_COLOR: '1' };
  const { DATABASE_URL: _, ARES_REMOTE: __, ARES_TOKEN: ___, ...inherited } = process.env;
  const env = { ...inherited, ...own, ARES_OBSERVE_PROJECT: `${name}-observe`, ARES_AGENT_PORT: '1', ...extra };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}
