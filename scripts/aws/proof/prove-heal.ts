import { aresRemote } from '../api/ares-remote.ts';
import type { Host } from '../host/host.ts';
import type { DeployedFleet } from './deployed-fleet.ts';
import type { Heal } from './fleet-knowledge.ts';
import type { HealCase } from './heals.ts';
import { ledgerOf } from './ledger.ts';

export const SHOP = ['postgres', 'redis', 'proxy', 'product', 'user', 'cart', 'order', 'gateway'];

/**
 * Kills a container of the shop, and waits until the deployed functions healed it: an action that went through SSM and
 * was verified as effective.
 * @returns the heal, and its incident as `ares --remote why` tells it
 */
export async function proveHeal(
  fleet: DeployedFleet,
  { service, container, before, after, healed }: HealCase,
  note: (detail: string) => void,
): Promise<{ readonly heal: Heal; readonly story: string }> {
  const { host, knowledge } = fleet;
  note('waiting for calm ticks');
  await knowledge.calm(host.hostId, SHOP);
  const known = await ledgerOf(host);
  await before?.(fleet);
  note(`killing ${container}`);
  const killedAtMs = Date.now();
  await host.exec('docker', 'kill', '--signal', 'KILL', container);
  await after?.(fleet, killedAtMs);
  const heal = await knowledge.healed(service, killedAtMs);
  await healed?.(fleet, heal.action.id);
  await mustHaveRunOnce(host, heal, known);
  return { heal, story: await storyOf(heal, fleet) };
}

/** The database says that it was healed; the host's own ledger must say so too, and exactly one action. */
async function mustHaveRunOnce(host: Host, { action }: Heal, known: readonly string[]): Promise<void> {
  const fresh = (await ledgerOf(host)).filter((entry) => !known.includes(entry)).toSorted();
  const wanted = [`${action.id}.finished.json`, `${action.id}.started.json`];
  if (fresh.join() !== wanted.join()) throw new Error(`the host's ledger got ${fresh.join()} and not ${wanted.join()}`);
  if (!action.commandId) throw new Error(`${action.id} has no command of SSM`);
}

/** By the deployed API, which lets nobody in without a token. */
async function storyOf({ incident }: Heal, { api }: DeployedFleet): Promise<string> {
  const stranger = await fetch(`${api.url}/api/v1/incidents/${incident.id}`);
  if (stranger.status !== 401) throw new Error(`the API answered a stranger: ${stranger.status}`);
  return aresRemote(api, 'why', incident.id);
}
