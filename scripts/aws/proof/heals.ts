import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployedFleet } from './deployed-fleet.ts';
import { invoke } from './invoke.ts';
import { killFunction } from './kill-function.ts';

/** A container that is killed, and what happens to ARES meanwhile. */
export interface HealCase {
  readonly words: string;
  readonly service: string;
  readonly container: string;
  readonly before?: (fleet: DeployedFleet) => Promise<void>;
  readonly after?: (fleet: DeployedFleet) => Promise<void>;
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
    words: 'rows 1, 2: a tick that is killed again and again heals once',
    service: 'user',
    container: 'ares-shop-user-1',
    async after({ emulatorFolder, functions }) {
      for (let i = 0; i < KILLS; i += 1) {
        killFunction(emulatorFolder, functions.tick);
        await sleep(700);
      }
    },
  },
];
