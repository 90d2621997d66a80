import { type App, Aspects, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { AcceptWildcards } from './accept-wildcards.ts';

/** Security 20: synth fails for a finding that is neither mended nor accepted with a reason. */
export function addNag(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  Aspects.of(app).add(new AcceptWildcards());
}
