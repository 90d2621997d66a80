import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { witness } from './nezha/detection-figures.ts';
import type { Nezha } from './nezha/load-nezha.ts';
import { rankFaults } from './nezha/rank-nezha.ts';
import { fitStretch } from './nezha/score-detection.ts';
import type { PetshopCase } from './petshop/load-petshop.ts';
import { blameRanks } from './petshop/rank-petshop.ts';

/** Writes what the figures rest on, for anyone's own scorer: scores by pod and row, ranks by fault and case. */
export function emit(dir: string, nezha: Nezha, petshop: readonly PetshopCase[]): void {
  mkdirSync(dir, { recursive: true });
  const write = (name: string, value: unknown): void => writeFileSync(join(dir, `${name}.json`), JSON.stringify(value));
  const fit = fitStretch(nezha);
  const ranks = blameRanks(petshop);
  write('nezha-scores-plain', witness({ tuning: { drifting: [] } })(nezha, fit));
  write('nezha-scores-drift-proof', witness()(nezha, fit));
  write(
    'nezha-ranks',
    rankFaults(nezha).map(({ pods }) => pods),
  );
  write('petshop-ranks', Object.fromEntries(petshop.map(({ name }, i) => [name, ranks[i]])));
}
