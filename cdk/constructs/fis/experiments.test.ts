import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { templateOf } from '../../testing/test-stack.ts';
import { CommandDocument } from '../documents/command-document.ts';
import { Experiments } from './experiments.ts';

const template = templateOf((stack) => {
  const metric = new Metric({ namespace: 'ARES', metricName: 'TicksCompleted' });
  const alarm = new Alarm(stack, 'NoTicks', { metric, threshold: 1, evaluationPeriods: 1 });
  const document = new CommandDocument(stack, 'InjectFault', {
    file: 'inject-fault',
    documentName: 'Ares-shop-InjectFault',
  });
  new Experiments(stack, 'Experiments', { fleet: 'team-a', service: 'cart', document, stopOn: [alarm] });
});
const experiments = Object.values(template.findResources('AWS::FIS::ExperimentTemplate')).map(
  ({ Properties }) => Properties,
);
const { parameters } = parse(readFileSync(join(import.meta.dirname, '../../documents/inject-fault.yaml'), 'utf8'));

test('each hits one running host of the fleet', () => {
  expect(experiments.length).toBeGreaterThan(0);
  for (const { Targets } of experiments) {
    expect(Targets.host).toMatchObject({
      ResourceTags: { 'ares:fleet': 'team-a' },
      SelectionMode: 'COUNT(1)',
      Filters: [{ Path: 'State.Name', Values: ['running'] }],
    });
  }
});

test('each ends as soon as an alarm rings', () => {
  for (const { StopConditions } of experiments) {
    expect(StopConditions).toEqual([
      { Source: 'aws:cloudwatch:alarm', Value: { 'Fn::GetAtt': [expect.stringMatching(/^NoTicks/), 'Arn'] } },
    ]);
  }
});

test('each gives the document what it accepts', () => {
  const kinds = experiments.map(({ Actions }) => JSON.parse(Actions.fault.Parameters.documentParameters));
  expect(new Set(kinds.map(({ Kind }) => Kind)).size).toBe(experiments.length);
  for (const given of kinds) {
    expect(parameters.Kind.allowedValues).toContain(given.Kind);
    expect(given.Service).toMatch(new RegExp(parameters.Service.allowedPattern));
    const needed = Object.entries<{ default?: string }>(parameters).filter(
      ([, { default: preset }]) => preset === undefined,
    );
    expect(Object.keys(given)).toEqual(expect.arrayContaining(needed.map(([name]) => name)));
  }
});

test('the service that injects sends one document to hosts of the fleet', () => {
  const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
  const sends = policy?.Properties.PolicyDocument.Statement.filter(
    ({ Action }: { Action: string }) => Action === 'ssm:SendCommand',
  );
  expect(sends).toHaveLength(2);
  expect(JSON.stringify(sends[0].Resource)).toContain(':document/Ares-shop-InjectFault');
  expect(sends[1].Condition).toEqual({ StringEquals: { 'ssm:resourceTag/ares:fleet': 'team-a' } });
});
