import { App, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { testContext } from '../testing/cdk-json.ts';
import { synthesize, synthesizedApp } from '../testing/synthesize.ts';
import { acknowledgements } from './acknowledgements.ts';
import { addNag } from './add-nag.ts';

/** A stack that is checked as the app is. */
function synthesizeSeeded(seed: (scope: Construct) => void): void {
  const app = new App({ context: testContext });
  addNag(app);
  seed(new Stack(app, 'Seeded'));
  app.synth();
}

test('security 20: the packs and the library’s own validation find nothing in any stack', () => {
  expect(Object.keys(synthesizedApp().templates)).toEqual(expect.arrayContaining(['Network', 'Hosts', 'Pipeline']));
});

test('security 20: nor with private hosts and nothing that is optional', () => {
  const options = { hosts: 1, interfaceEndpoints: false, databaseMultiAz: false, chaos: false };
  const privateHosts = { hostNetwork: 'private', composePluginUrl: 's3://copies/compose' };
  expect(() => synthesize({ ...options, ...privateHosts })).not.toThrow();
});

test.each<[string, RegExp, (scope: Construct) => void]>([
  ['AwsSolutions', /AwsSolutions-SQS3/, (scope) => new Queue(scope, 'NoDeadLetters', { enforceSSL: true })],
  ['Serverless', /Serverless::/, (scope) => new Queue(scope, 'NoDeadLetters')],
  [
    'the library',
    /VisibilityTimeoutt.*CloudFormation Validate/,
    (scope) => new CfnQueue(scope, 'Misspelt').addPropertyOverride('VisibilityTimeoutt', 1),
  ],
  [
    'the list of wildcards',
    /AwsSolutions-IAM5\[Resource::\*\]/,
    (scope) =>
      new Role(scope, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }).addToPolicy(
        new PolicyStatement({ actions: ['ec2:TerminateInstances'], resources: ['*'] }),
      ),
  ],
])('security 20: a violation of %s stops the synthesis', (_, finding, seed) => {
  expect(() => synthesizeSeeded(seed)).toThrow(finding);
});

test('every accepted finding says why', () => {
  const accepted = acknowledgements(synthesizedApp().app);
  expect(accepted.length).toBeGreaterThan(5);
  expect(accepted.filter(({ reason }) => reason.split(' ').length < 4)).toEqual([]);
});

test('a finding that is accepted without a reason is found', () => {
  const app = new App();
  Validations.of(new Stack(app, 'Seeded')).acknowledge({ id: 'AwsSolutions-SQS3', reason: 'no' });
  expect(acknowledgements(app)).toEqual([
    { path: 'Seeded', id: expect.stringContaining('AwsSolutions-SQS3'), reason: 'no' },
  ]);
});
