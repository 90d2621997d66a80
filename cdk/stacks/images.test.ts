import { imageVariables } from '@ares/config/aws';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { parseContext } from '../config/context.ts';
import { testContext } from '../testing/cdk-json.ts';
import { ImagesStack } from './images.ts';

const app = new App({ context: testContext });
const template = Template.fromStack(new ImagesStack(app, 'Images', { context: parseContext({ fleet: 'Web' }) }));

test('each image of a host has a repository of the fleet', () => {
  const repositories = Object.values(template.findResources('AWS::ECR::Repository'));
  expect(repositories).toHaveLength(imageVariables(true).length);
  for (const { Properties } of repositories) expect(Properties.RepositoryName).toMatch(/^ares-web\//);
});

test('a repository outlives its stack, but not a first creation that fails: its name would be in use', () => {
  template.allResources('AWS::ECR::Repository', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

test('no image expires by itself: no rule knows what a fleet runs', () => {
  const repositories = Object.values(template.findResources('AWS::ECR::Repository'));
  expect(repositories.filter(({ Properties }) => Properties.LifecyclePolicy)).toEqual([]);
});
