import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { postmasterOf, type Store, stopServer, urlOf } from '@ares/db/embedded';
import { CliError } from '../cli-error.ts';
import { storeAt, withRemedy } from './embedded-store.ts';
import { arrive, leave } from './presence.ts';
import { readRuntime, removeRuntime } from './runtime-file.ts';

const TRY_EVERY_MS = 100;
const TRIES = 100;

/**
 * Removes the embedded store with its data; never what `DATABASE_URL` names.
 * @throws CliError while another process uses it
 */
export const removeKnowledge = ({ stateDir }: { readonly stateDir: string }): Promise<void> =>
  withRemedy(async () => {
    const record = await readRuntime(stateDir);
    if (record === undefined) return;
    await endServer(await storeAt(record.store));
    await rm(record.store, { recursive: true, force: true });
    await removeRuntime(stateDir);
  });

async function endServer(store: Store): Promise<void> {
  for (let i = 0; i < TRIES; i += 1) {
    const running = await postmasterOf(store);
    if (running === undefined) return;
    const presence = await arrive(await urlOf(store, running.port));
    if (presence && !(await leave(presence, () => stopServer(store)))) break;
    await sleep(TRY_EVERY_MS);
  }
  throw new CliError('the knowledge store is in use, so its data stay', {
    remedy: 'stop ARES (Ctrl-C where it runs), then run this again',
  });
}
