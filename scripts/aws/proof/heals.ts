import { setTimeout as sleep } from 'node:timers/promises';
import { SLOT_MS } from '@ares/config/aws';
import { aresRemote } from '../api/ares-remote.ts';
import type { DeployedFleet } from './deployed-fleet.ts';
import { invoke } from './invoke.ts';
import { killFunction } from './kill-function.ts';
import { ledgerOf } from './ledger.ts';
import { poisonEveryQueue } from './poison.ts';

/** A container that is killed, and what happens to ARES meanwhile. */
export interface HealCase {
  readonly words: string;
  readonly service: string;
  readonly container: string;
  readonly before?: (fleet: DeployedFleet) => Promise<void>;
  readonly after?: (fleet: DeployedFleet, killedAtMs: number) => Promise<void>;
  /** When it was healed, and before the host's ledger is read. */
  readonly healed?: (fleet: DeployedFleet, actionId: string) => Promise<void>;
}

const KILLS = 4;

/** Rows of `safety.md` by their numbers. Each ends with one verified action, and one entry in the host's ledger. */
export const heals: readonly HealCase[] = [
  { words: 'a killed container is healed', service: 'cart', container: 'ares-shop-cart-1' },
  {
    words: 'row 5: the same schedule event three times makes one decision',
    service: 'product',
    container: 'ares-shop-product-1',
    async before({ awsUrl, functions }) {
      const event = { time: new Date().toISOString() };
      for (let i = 0; i < 2; i += 1) await invoke(awsUrl, functions.dispatch, event);
    },
  },
  {
    words: 'row 6: the message of an action again sends nothing again',
    service: 'order',
    container: 'ares-shop-order-1',
    async healed({ queues }, actionId) {
      for (let i = 0; i < 2; i += 1) await queues.actions.send(JSON.stringify({ kind: 'act', actionId }));
      await queues.actions.drained();
    },
  },
  {
    words: 'row 45: poison in every queue, and the others go on',
    service: 'gateway',
    container: 'ares-shop-gateway-1',
    before: async (fleet) => void fleet.poison.push(...(await poisonEveryQueue(fleet))),
  },
  {
    words: 'row 47: paused by the API, nothing is sent before it is resumed',
    service: 'cart',
    container: 'ares-shop-cart-1',
    before: async ({ api }) => void (await aresRemote(api, 'pause', '--reason', 'row 47')),
    async after({ api, host, knowledge }, killedAtMs) {
      const known = await ledgerOf(host);
      await knowledge.detected('cart', killedAtMs);
      await sleep(SLOT_MS);
      if ((await ledgerOf(host)).length > known.length) throw new Error('something was sent although ARES was paused');
      await aresRemote(api, 'resume', '--reason', 'row 47');
    },
  },
  {
    words: 'rows 1, 2: a tick that is killed again and again heals once',
    service: 'user',
    container: 'ares-shop-user-1',
    async after({ emulatorFolder, functions }) {
      let killed = 0;
      for (let i = 0; i < KILLS; i += 1) {
        killed += killFunction(emulatorFolder, functions.tick);
        await sleep(700);
      }
      if (killed === 0) throw new Error('there was no tick to be killed');
    },
  },
];
