import { type Placed, resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';
import { listOf, type Statement } from './statements.ts';

const ISSUER = 'token.actions.githubusercontent.com';
const ONE_ENVIRONMENT = /^repo:[\w.-]+\/[\w.-]+:environment:[\w-]+$/;

/** Security 36 */
export const trustsOneEnvironment: Check = (templates) =>
  resourcesOfType(templates, 'AWS::IAM::Role').flatMap((role) =>
    webIdentities(role).flatMap((statement) => problems(statement).map((problem) => `${role.place} ${problem}`)),
  );

const webIdentities = ({ Properties }: Placed): Statement[] =>
  listOf<Statement>(Properties.AssumeRolePolicyDocument.Statement).filter(({ Action }) =>
    listOf(Action).includes('sts:AssumeRoleWithWebIdentity'),
  );

function problems({ Condition = {} }: Statement): string[] {
  const { StringEquals = {}, ...others } = Condition;
  const subject = StringEquals[`${ISSUER}:sub`];
  return [
    ...(StringEquals[`${ISSUER}:aud`] === 'sts.amazonaws.com' ? [] : ['trusts tokens for another audience']),
    ...(typeof subject === 'string' && ONE_ENVIRONMENT.test(subject)
      ? []
      : ['trusts more than one environment of one repository']),
    ...Object.keys(others).map((operator) => `trusts by ${operator}, which may match more than it says`),
  ];
}
