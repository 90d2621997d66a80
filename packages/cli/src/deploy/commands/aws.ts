import type { Command } from 'commander';
import { registerCost } from './cost.ts';
import { registerDeploy } from './deploy.ts';
import { registerImages } from './images.ts';
import { registerPlan } from './plan.ts';

/** Everything that is about a deployment on AWS. */
export const registerAws = (program: Command): void => {
  for (const register of [registerCost, registerPlan, registerDeploy, registerImages]) register(program);
};
