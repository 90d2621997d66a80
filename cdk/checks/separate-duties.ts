import type { Check } from './check.ts';
import { type Grant, grants } from './policies.ts';
import { actionsOf, resourcesOf } from './statements.ts';
import { trustsOf } from './trusts.ts';

/** What gathers evidence, and what opens a secret: nobody who sends may do either. */
const COLLECT = [
  'ec2:DescribeInstances',
  'cloudwatch:GetMetricData',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:StartQuery',
];
const READ_SECRETS = /^(secretsmanager:|ssm:GetParameter|kms:Decrypt)/;

/** What a deployment reads of itself: no secret is among them. */
const OF_DEPLOYMENT = /:parameter\/(cdk-bootstrap\/[\w/]+|ares\/[\w-]+\/(release|last-good))$/;

/**
 * Security 12, of every function. An experiment of FIS finds its own targets, which is no evidence for anybody; who
 * deploys looks at hosts before and after, and reads by name what a deployment is.
 */
export const separatesDuties: Check = (templates) => {
  const byRole = new Map<string, string[]>();
  const trusts = trustsOf(templates);
  const isBare = (grant: Grant) =>
    grant.roles.some((role) => trusts(role) === 'deployment') && readsOwnParameters(grant);
  for (const { role, actions } of grants(templates)
    .filter((grant) => !isBare(grant))
    .flatMap(allowedByRole)) {
    byRole.set(role, [...(byRole.get(role) ?? []), ...actions]);
  }
  return [...byRole]
    .filter(([, actions]) => actions.includes('ssm:SendCommand'))
    .flatMap(([role, actions]) => problemsOf(role, actions, trusts(role) === 'others' ? COLLECT : []));
};

const readsOwnParameters = ({ statement }: Grant): boolean =>
  actionsOf(statement).join() === 'ssm:GetParameter' &&
  resourcesOf(statement).every((resource) => OF_DEPLOYMENT.test(resource));

const allowedByRole = ({ roles, statement }: Grant) =>
  statement.Effect === 'Allow' ? roles.map((role) => ({ role, actions: actionsOf(statement) })) : [];

const problemsOf = (role: string, actions: readonly string[], collect: readonly string[]): string[] => [
  ...actions.filter((action) => collect.includes(action)).map((action) => `${role} sends and collects by ${action}`),
  ...actions
    .filter((action) => READ_SECRETS.test(action))
    .map((action) => `${role} sends and reads secrets by ${action}`),
];
