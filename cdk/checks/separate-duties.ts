import { resourcesOfType, type Templates } from '../testing/template.ts';
import type { Check } from './check.ts';
import { type Grant, grants } from './policies.ts';
import { actionsOf, listOf, type Statement } from './statements.ts';

/** What gathers evidence, and what opens a secret: nobody who sends may do either. */
const COLLECT = [
  'ec2:DescribeInstances',
  'cloudwatch:GetMetricData',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:StartQuery',
];
const READ_SECRETS = /^(secretsmanager:|ssm:GetParameter|kms:Decrypt)/;

/** Security 12, of every function. (An experiment of FIS finds its own targets, which is no evidence for anybody.) */
export const separatesDuties: Check = (templates) => {
  const byRole = new Map<string, string[]>();
  for (const { role, actions } of grants(templates).flatMap(allowedByRole)) {
    byRole.set(role, [...(byRole.get(role) ?? []), ...actions]);
  }
  return [...byRole]
    .filter(([, actions]) => actions.includes('ssm:SendCommand'))
    .flatMap(([role, actions]) => problemsOf(role, actions, isOfExperiments(templates, role) ? [] : COLLECT));
};

const isOfExperiments = (templates: Templates, role: string): boolean =>
  resourcesOfType(templates, 'AWS::IAM::Role').some(
    ({ place, Properties }) =>
      place === role &&
      listOf<Statement>(Properties.AssumeRolePolicyDocument.Statement).every(
        ({ Principal }) => (Principal as { Service?: string }).Service === 'fis.amazonaws.com',
      ),
  );

const allowedByRole = ({ roles, statement }: Grant) =>
  statement.Effect === 'Allow' ? roles.map((role) => ({ role, actions: actionsOf(statement) })) : [];

const problemsOf = (role: string, actions: readonly string[], collect: readonly string[]): string[] => [
  ...actions.filter((action) => collect.includes(action)).map((action) => `${role} sends and collects by ${action}`),
  ...actions
    .filter((action) => READ_SECRETS.test(action))
    .map((action) => `${role} sends and reads secrets by ${action}`),
];
