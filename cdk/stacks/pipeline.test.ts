import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseContext } from '../config/context.ts';
import { testContext } from '../testing/cdk-json.ts';
import { PipelineStack } from './pipeline.ts';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly { readonly uses?: string; readonly with?: { readonly 'role-duration-seconds'?: number } }[];
}

function pipeline(context: Readonly<Record<string, unknown>>): Template {
  const app = new App({ context: testContext });
  const repositories = [new Repository(new Stack(app, 'Images'), 'Cart')];
  const props = { context: parseContext(context), repositories, repository: 'team/shop' };
  return Template.fromStack(new PipelineStack(app, 'Pipeline', props));
}

describe('the deploy role', () => {
  const template = pipeline({ githubEnvironment: 'smoke' });
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
  const resourcesOf = (sid: string) => JSON.stringify(statements.find(({ Sid }) => Sid === sid)?.Resource);

  test('is for workflows in one environment of one repository', () => {
    const issuer = 'token.actions.githubusercontent.com';
    const conditions = {
      [`${issuer}:aud`]: 'sts.amazonaws.com',
      [`${issuer}:sub`]: 'repo:team/shop:environment:smoke',
    };
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Condition: { StringEquals: conditions } })] },
    });
  });

  test('deploys through the roles of cdk only, and pushes to the repositories of the fleet only', () => {
    expect(resourcesOf('DeployByCdk')).toMatch(/cdk-hnb659fds-deploy-role.*file-publishing.*lookup/);
    expect(resourcesOf('PushImages')).toContain('Cart');
  });

  test('is given for as long as a job of the workflow may take', () => {
    const text = readFileSync(join(import.meta.dirname, '../../.github/workflows/deploy.yaml'), 'utf8');
    const jobs: Job[] = Object.values(parse(text).jobs);
    const signingIn = jobs.flatMap(({ steps = [], ...job }) =>
      steps
        .filter(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'))
        .map((step) => ({ seconds: step.with?.['role-duration-seconds'] ?? 0, job })),
    );
    expect(signingIn.length).toBeGreaterThan(3);
    for (const { seconds, job } of signingIn) {
      expect(seconds).toBeGreaterThanOrEqual((job['timeout-minutes'] ?? 0) * 60);
      template.hasResourceProperties('AWS::IAM::Role', { MaxSessionDuration: seconds });
    }
  });

  test('sends the two documents that bring a release, to hosts with the tag of the fleet', () => {
    expect(resourcesOf('SendRelease')).toMatch(/Ares-default-Install.*Ares-default-Release/);
    expect(resourcesOf('SendRelease')).not.toContain('Remediate');
    const toHosts = statements.find(({ Sid }) => Sid === 'ToHostsOfTheFleet');
    expect(toHosts.Condition).toEqual({ StringEquals: { 'ssm:resourceTag/ares:fleet': 'default' } });
  });

  test('writes nothing but images, and what was last well', () => {
    const writing = statements
      .flatMap(({ Action }) => Action)
      .filter((action) => /:(Put|Create|Delete|Update)/.test(action));
    expect(writing.toSorted()).toEqual(['ecr:PutImage', 'ssm:PutParameter']);
    expect(resourcesOf('KeepLastGood')).toContain('ares/default/last-good');
  });
});

test('an account that knows GitHub already is given no second provider', () => {
  pipeline({}).resourceCountIs('AWS::IAM::OIDCProvider', 1);
  pipeline({ githubProviderArn: PROVIDER }).resourceCountIs('AWS::IAM::OIDCProvider', 0);
});
