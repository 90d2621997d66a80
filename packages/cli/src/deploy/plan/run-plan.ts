import { exitCodes } from '../../cli-error.ts';
import { out, paint, progress, show } from '../../commands/context.ts';
import { doctorText } from '../../commands/doctor.ts';
import { runCheck } from '../../doctor/check.ts';
import { cdkOf } from '../cdk/cdk.ts';
import type { PlanOptions } from '../commands/plan.ts';
import { fleetOf } from '../context/context.ts';
import { deploymentOf } from '../steps/deployment-of.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import { deployedImages } from './deployed-images.ts';
import { preflight } from './preflight.ts';

/** Checks first; what would change is shown only when nothing stands in the way. */
export async function runPlan({ context: given = {}, json }: PlanOptions): Promise<void> {
  const { account, clients, context, runProgram } = await deploymentOf(given);
  const templates = await wholeDeployment(context);
  const checks = await Promise.all(preflight({ account, clients, fleet: fleetOf(context), templates }).map(runCheck));
  show(checks, json, () => doctorText(checks, paint));
  if (checks.some(({ state }) => state === 'failed')) process.exitCode = exitCodes.failed;
  if (json || process.exitCode === exitCodes.failed) return;
  progress('\nWhat would change:');
  const images = deployedImages(context);
  await cdkOf(runProgram, images ? { ...context, images } : context).run(['diff', '--all'], out);
  if (!images)
    progress('Not shown: the stack of the hosts, which the first `npx ares deploy` makes once it has pushed images.');
}
