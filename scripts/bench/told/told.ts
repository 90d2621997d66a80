import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { loadNezha } from '../faults/nezha/load-nezha.ts';
import { generatedFigures } from './generated.ts';
import { nezhaFigures } from './nezha.ts';

const SERVICES = 6;

/** What people are told by the models of services: how often in vain, and of which faults. */
export const told: Bench = {
  name: 'told',
  about: 'how often people are told in quiet time, and of which injected faults, by the whole way of minutes',
  flags: {
    services: { about: `how many are generated, ${SERVICES} unless given; about 10 s each`, value: 'N' },
    data: {
      about: 'the folder that holds nezha, as docs/detection.md says; without it only generated services',
      value: 'DIR',
    },
  },
  goals: {},
  async run(say, { services = String(SERVICES), data }) {
    const count = Number(services);
    if (!Number.isInteger(count) || count < 1)
      throw new Error(`--services is a whole number from 1 on, not ${services}`);
    return { ...generatedFigures(count, say), ...(data ? nezhaFigures(loadNezha(join(data, 'nezha'))) : {}) };
  },
};
