import type { FlagValues } from '../flags.ts';

const HOSTS = 10_000;
/** Of one control plane: 200 shards. */
const HOSTS_MAX = 15_000;

/**
 * Of the flag `--hosts N`.
 * @default 10,000
 * @throws Error that quotes a value which is no size of a fleet
 */
export function largestFleet({ hosts: given }: FlagValues): number {
  if (given === undefined) return HOSTS;
  const hosts = Number(given);
  if (Number.isInteger(hosts) && hosts >= 1 && hosts <= HOSTS_MAX) return hosts;
  throw new Error(`--hosts ${given}: give a whole number from 1 to ${HOSTS_MAX}`);
}

const sizes = [1, 100, 1_000];

/** Sizes of fleets up to the largest, in order. */
export const fleetSizes = (largest: number): readonly number[] => [...sizes.filter((size) => size < largest), largest];
