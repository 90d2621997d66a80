import { type EvaluationResult, type IAMClient, paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import { allPages } from '../../aws/all-pages.ts';
import { askAws } from '../../aws/ask-aws.ts';
import type { Need } from './host-policy.ts';

/** Why a role may not do something: nothing allows it, or something forbids it whatever is allowed. */
export type Reason = 'nothing allows it' | 'a Deny forbids it' | 'its permissions boundary' | 'the organization';

export interface Refusal {
  readonly action: string;
  readonly resource: string;
  readonly reason: Reason;
}

/** Each action that a role needs and may not take, by what IAM itself says when it plays the request through. */
export async function refusals(iam: IAMClient, roleArn: string, needs: readonly Need[]): Promise<readonly Refusal[]> {
  const found: Refusal[] = [];
  for (const { actions, resources, context } of needs) {
    const ContextEntries = Object.entries(context).map(([ContextKeyName, value]) => ({
      ContextKeyName,
      ContextKeyValues: [value],
      ContextKeyType: 'string' as const,
    }));
    const asked = {
      PolicySourceArn: roleArn,
      ActionNames: [...actions],
      ResourceArns: [...resources],
      ...(ContextEntries.length > 0 ? { ContextEntries } : {}),
    };
    const pages = await askAws('iam:SimulatePrincipalPolicy', () =>
      allPages(paginateSimulatePrincipalPolicy({ client: iam }, asked)),
    );
    found.push(...pages.flatMap(({ EvaluationResults = [] }) => EvaluationResults.flatMap(refused)));
  }
  return found;
}

/** A result may be of one resource, or have one for each. */
function refused(result: EvaluationResult): Refusal[] {
  const { EvalActionName: action = '', EvalResourceName = '*', EvalDecision, ResourceSpecificResults = [] } = result;
  const each =
    ResourceSpecificResults.length > 0
      ? ResourceSpecificResults.map((one) => ({ resource: one.EvalResourceName, decision: one.EvalResourceDecision }))
      : [{ resource: EvalResourceName, decision: EvalDecision }];
  return each
    .filter(({ decision }) => decision !== 'allowed')
    .map(({ resource = '*', decision }) => ({ action, resource, reason: reasonOf(result, decision) }));
}

function reasonOf(result: EvaluationResult, decision: string | undefined): Reason {
  if (result.OrganizationsDecisionDetail?.AllowedByOrganizations === false) return 'the organization';
  if (result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false)
    return 'its permissions boundary';
  return decision === 'explicitDeny' ? 'a Deny forbids it' : 'nothing allows it';
}
