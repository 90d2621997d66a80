import { DEPLOYMENT_TAG } from '@ares/config/aws';
import { type App, type Environment, Tags } from 'aws-cdk-lib';
import { addNag } from './checks/add-nag.ts';
import { readContext } from './config/context.ts';
import { ControlPlaneStack } from './stacks/control-plane.ts';
import { DashboardStack } from './stacks/dashboard.ts';
import { HostsStack } from './stacks/hosts.ts';
import { ImagesStack } from './stacks/images.ts';
import { NetworkStack } from './stacks/network.ts';
import { PipelineStack } from './stacks/pipeline.ts';

/** The whole deployment of one fleet, as its context says. */
export function composeApp(app: App, env: Environment): void {
  const context = readContext(app.node);
  const common = (id: string) => ({ stackName: `Ares-${context.fleet}-${id}`, env, context });

  const { repositories } = new ImagesStack(app, 'Images', common('Images'));
  const network = new NetworkStack(app, 'Network', common('Network'));

  const controlPlane = new ControlPlaneStack(app, 'ControlPlane', { ...common('ControlPlane'), network });
  new DashboardStack(app, 'Dashboard', { ...common('Dashboard'), controlPlane });

  // Without images there is nothing that a host could run yet.
  const { images, githubRepository: repository } = context;
  if (images) new HostsStack(app, 'Hosts', { ...common('Hosts'), network, repositories, images });
  if (repository) new PipelineStack(app, 'Pipeline', { ...common('Pipeline'), repositories, repository });

  addNag(app);
  Tags.of(app).add(DEPLOYMENT_TAG, context.fleet);
}
