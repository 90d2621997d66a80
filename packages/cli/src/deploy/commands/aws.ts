import type { Command } from 'commander';
import { registerCost } from './cost.ts';

/** Everything that is about a deployment on AWS. */
export const registerAws = (program: Command): void => {
  for (const register of [registerCost]) register(program);
};
