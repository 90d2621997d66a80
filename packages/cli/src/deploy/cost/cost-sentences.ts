import { SLOT_MS } from '@ares/config/aws';
import type { EpochMs } from '@ares/core';
import { type Context, contextArguments } from '../context/context.ts';
import type { Template } from '../template/resource.ts';
import { estimate } from './estimate.ts';
import { priceNotes } from './price-notes.ts';

const HOSTS = 100;

interface Deployed {
  readonly region: string;
  readonly context: Context;
  readonly nowMs: EpochMs;
}

/** What a deployment costs in short, and the command that has every line. */
export function costSentences(templates: readonly Template[], { region, context, nowMs }: Deployed): string[] {
  // Digests change no price, and their file may be gone tomorrow.
  const { images: _, ...given } = context;
  const hosts = Number(context.fleetSize ?? HOSTS);
  const costs = estimate(templates, { region, hosts, tickMs: SLOT_MS });
  const each = `${costs.fixedUsd.toFixed(2)} $ a month and ${costs.perHostUsd.toFixed(2)} $ for each of ${hosts} hosts`;
  const command = ['npx ares cost', '--hosts', hosts, '--region', region, ...contextArguments(given)].join(' ');
  return [`About ${each}; line by line: \`${command}\``, ...priceNotes(costs, nowMs)];
}
