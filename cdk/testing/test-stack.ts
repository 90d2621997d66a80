import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { testContext } from './cdk-json.ts';

/** The template of a stack with the given constructs only, synthesized as `cdk` does. */
export function templateOf(build: (stack: Construct) => void): Template {
  const stack = new Stack(new App({ context: testContext }), 'Test');
  build(stack);
  return Template.fromStack(stack);
}
