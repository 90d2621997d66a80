import { exitCodes } from '../../cli-error.ts';
import { out, paint, progress, show } from '../../commands/context.ts';
import { type Check, runCheck } from '../../doctor/check.ts';
import { cdkOf } from '../cdk/cdk.ts';
import type { PlanOptions } from '../commands/plan.ts';
import { fleetOf } from '../context/context.ts';
import { costSentences } from '../cost/cost-sentences.ts';
import type { Deployment } from '../steps/deployment.ts';
import { deploymentOf } from '../steps/deployment-of.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import { BOOTSTRAP } from './bootstrap.ts';
import { deployedImages } from './deployed-images.ts';
import { type Plan, planText } from './plan-text.ts';
import { preflight } from './preflight.ts';
import { stackSizes } from './stack-sizes.ts';

export const runPlan = async ({ context = {}, json }: PlanOptions): Promise<void> =>
  tellPlan(await deploymentOf(context), json);

/** Everything that can be known now; what would change, only where `cdk` can ask the account. */
export async function tellPlan(deployment: Deployment, json?: boolean): Promise<void> {
  const plan = await planOf(deployment);
  show(plan, json, () => planText(plan, paint));
  if (plan.checks.some(({ state }) => state === 'failed')) process.exitCode = exitCodes.failed;
  if (json) return;
  if (isBootstrapped(plan.checks)) return tellChanges(deployment);
  progress('\nNothing to compare with before the bootstrap: `npx ares deploy` does it first, then makes all of these.');
}

async function planOf({ account, clients, context, clock }: Deployment): Promise<Plan> {
  const templates = await wholeDeployment(context);
  const probes = preflight({ account, clients, fleet: fleetOf(context), templates });
  return {
    checks: await Promise.all(probes.map(runCheck)),
    stacks: stackSizes(templates),
    cost: costSentences(templates, { region: account.region, context, nowMs: clock.nowMs() }),
  };
}

const isBootstrapped = (checks: readonly Check[]): boolean =>
  checks.some(({ name, state }) => name === BOOTSTRAP && state === 'ok');

async function tellChanges({ context, runProgram }: Deployment): Promise<void> {
  progress('\nWhat would change:');
  const images = deployedImages(context);
  await cdkOf(runProgram, images ? { ...context, images } : context).run(['diff', '--all'], out);
  if (!images)
    progress('Not shown: the stack of the hosts, which the first `npx ares deploy` makes once it has pushed images.');
}
