import { Listr } from 'listr2';
import { progress } from '../../commands/context.ts';
import type { DeployOptions } from '../commands/deploy.ts';
import { fleetOf } from '../context/context.ts';
import { confirm } from './confirm.ts';
import { bootstrapIfNeeded, check, type Deployment, deployAndWatch } from './deployment.ts';
import { deploymentOf } from './deployment-of.ts';
import { epilogue } from './epilogue.ts';
import { imagesOf } from './images-of.ts';
import type { StackOutputs } from './stack-outputs.ts';

/** What the tasks hand on. */
interface Results {
  images: string;
  outputs: StackOutputs;
}

export async function runDeploy({ context = {}, yes, watch, lastGood, rollout }: DeployOptions): Promise<void> {
  const deployment = await deploymentOf(context, {
    watchMinutes: watch,
    goesBack: lastGood,
    rollsOut: rollout,
  });
  const { account } = deployment;
  await confirm(`deploy the fleet ${fleetOf(deployment.context)} to ${account.id} in ${account.region}`, { yes });
  await bootstrapIfNeeded(deployment, yes);
  const { images, outputs } = await tasks(deployment).run();
  progress(await epilogue(deployment, images, outputs));
}

const tasks = (deployment: Deployment) =>
  new Listr<Results>(
    [
      {
        title: 'Checks',
        task: async (_, task) => {
          task.title = `Checks: ${await check(deployment)}`;
        },
      },
      {
        title: 'Images of the hosts',
        task: async (results, task) => {
          results.images = await imagesOf(deployment, shownBy(task));
        },
      },
      {
        title: 'Stacks',
        task: async (results, task) => {
          results.outputs = await deployAndWatch(deployment, results.images, shownBy(task));
        },
      },
    ],
    // Without a terminal a line an event, as logs want it.
    { fallbackRenderer: 'simple', rendererOptions: { showErrorMessage: false } },
  );

const shownBy = (task: { output: string }) => (line: string) => {
  task.output = line;
};
