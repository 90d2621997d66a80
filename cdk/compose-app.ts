import { type App, type Environment, Tags } from 'aws-cdk-lib';
import { readContext } from './config/context.ts';
import { NetworkStack } from './stacks/network.ts';

/** The whole deployment of one fleet, as its context says. */
export function composeApp(app: App, env: Environment): void {
  const context = readContext(app.node);
  const stack = (id: string) => ({ stackName: `Ares-${context.fleet}-${id}`, env, context });

  new NetworkStack(app, 'Network', stack('Network'));

  Tags.of(app).add('ares:deployment', context.fleet);
}
