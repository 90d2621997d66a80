import { stat } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';
import { readRuntime } from './runtime-file.ts';

/**
 * A store that is recorded and gone is not made anew in silence: with it went the kill switch, the budgets and the
 * stories. One without a port has never run, so nothing is lost with it.
 * @throws CliError where that is so, and where there is none and none may be made
 */
export async function assertStoreKept(stateDir: string, mayCreate: boolean): Promise<void> {
  const record = await readRuntime(stateDir);
  if (record === undefined && !mayCreate) {
    throw new CliError(`ARES has not been started here yet: there is no knowledge store in ${stateDir}`, {
      remedy: 'run `npm start`; or set ARES_HOME or DATABASE_URL as for the ARES that runs',
    });
  }
  if (record === undefined || record.port === 0 || (await isThere(record.store))) return;
  throw new CliError(`the knowledge store that ${stateDir}/runtime.json names is gone: ${record.store}`, {
    remedy: 'put it back, or delete runtime.json to begin with an empty one',
  });
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
