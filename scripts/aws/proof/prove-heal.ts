import { join } from 'node:path';
import { binDir, root } from '../../lib/root.mjs';
import { mustRun } from '../../lib/run.mjs';
import type { EmulatedDatabase } from '../emulator/database.ts';
import type { Host } from '../host/host.ts';
import { fleetKnowledge, type Heal } from './fleet-knowledge.ts';

const SHOP = ['postgres', 'redis', 'proxy', 'product', 'user', 'cart', 'order', 'gateway'];
const VICTIM = { service: 'cart', container: 'ares-shop-cart-1' };

/**
 * Kills a container of the shop, and waits until the deployed functions healed it: an action that went through SSM and
 * was verified as effective.
 * @returns the incident as `ares why` tells it
 */
export async function proveHeal(
  host: Host,
  database: EmulatedDatabase,
  note: (detail: string) => void,
): Promise<string> {
  const knowledge = fleetKnowledge(database.url);
  try {
    note('waiting for the first calm ticks');
    await knowledge.calm(host.hostId, SHOP);
    note(`killing ${VICTIM.container}`);
    const killedAtMs = Date.now();
    await host.exec('docker', 'kill', '--signal', 'KILL', VICTIM.container);
    const heal = await knowledge.healed(VICTIM.service, killedAtMs);
    await mustHaveRunOnHost(host, heal);
    return await storyOf(heal, database);
  } finally {
    await knowledge.close();
  }
}

/** The database says that it was healed; the host's own ledger must say so too, and exactly one action. */
async function mustHaveRunOnHost(host: Host, { action }: Heal): Promise<void> {
  const ledger = (await host.exec('ls', '/var/lib/ares/ledger')).split('\n').sort();
  const wanted = [`${action.id}.finished.json`, `${action.id}.started.json`];
  if (ledger.join() !== wanted.join())
    throw new Error(`the host's ledger has ${ledger.join()} and not ${wanted.join()}`);
  if (!action.commandId) throw new Error(`${action.id} has no command of SSM`);
}

const storyOf = ({ incident }: Heal, { url }: EmulatedDatabase): Promise<string> =>
  mustRun(join(binDir, 'node'), [join(root, 'packages/cli/bin/ares.mjs'), 'why', incident.id], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, NO_COLOR: '1' },
    remedy: 'look into the log of the emulator',
  });
