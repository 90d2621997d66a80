import { type IAMClient, paginateListAttachedRolePolicies } from '@aws-sdk/client-iam';
import type { Check } from '../../../doctor/check.ts';
import { allPages } from '../../aws/all-pages.ts';
import { askAws } from '../../aws/ask-aws.ts';
import type { Caller } from '../caller.ts';
import type { Need } from './host-policy.ts';
import type { HostRole } from './host-roles.ts';
import { type Reason, type Refusal, refusals } from './refusals.ts';

export interface RoleContext {
  readonly iam: IAMClient;
  readonly caller: Caller;
  readonly policyArn: string;
  /** Undefined where nobody may read the policy */
  readonly needs: readonly Need[] | undefined;
}

/** What a role of hosts may not do though ARES needs it, each action by its name; what cannot be told is said. */
export async function roleChecks(hostRole: HostRole, context: RoleContext): Promise<readonly Check[]> {
  const { role, profileName } = hostRole;
  const { iam, caller, policyArn, needs } = context;
  const attach = (name: string) => `aws iam attach-role-policy --role-name ${name} --policy-arn ${policyArn}`;
  if (!role) {
    const remedy = `aws iam add-role-to-instance-profile --instance-profile-name ${profileName} --role-name ROLE, then ${attach('ROLE')}; where it is gone, associate another`;
    const found = `${hostsOf(hostRole)}: the instance profile has no role, or is gone`;
    return [{ name: `profile ${profileName}`, state: 'failed', found, remedy }];
  }
  const refused = needs && (await caller.ask(NAMES_ONLY, () => refusals(iam, role.arn, needs)));
  return refused ? simulated(hostRole, role.name, refused, attach(role.name)) : attached(hostRole, role.name, context);
}

const NAMES_ONLY = 'which actions a role of the hosts lacks is not known, only whether the policy is attached';

function simulated(hostRole: HostRole, name: string, refused: readonly Refusal[], attach: string): readonly Check[] {
  const check = { name: `role ${name}` };
  if (refused.length === 0)
    return [{ ...check, state: 'ok', found: `${hostsOf(hostRole)}: may do all that ARES needs` }];
  return [...Map.groupBy(refused, ({ reason }) => reason)].map(([reason, some]) => ({
    ...check,
    state: 'failed',
    found: [`${hostsOf(hostRole)}: ${words[reason].says}`, ...byResource(some)].join('\n'),
    remedy: words[reason].remedy ?? attach,
  }));
}

const words: Readonly<Record<Reason, { readonly says: string; readonly remedy?: string }>> = {
  'nothing allows it': { says: 'is not allowed' },
  'a Deny forbids it': {
    says: 'is denied, whatever is attached',
    remedy: 'take these actions out of the Deny of one of its policies, or of a policy of the organization (SCP)',
  },
  'its permissions boundary': {
    says: 'its permissions boundary excludes',
    remedy: 'add these actions to the boundary',
  },
  'the organization': {
    says: 'a policy of the organization (SCP) excludes',
    remedy: 'ask who keeps the organization to allow these actions here',
  },
};

const byResource = (refused: readonly Refusal[]): string[] =>
  [...Map.groupBy(refused, ({ resource }) => resource)].map(([resource, some]) => {
    const actions = [...new Set(some.map(({ action }) => action))].join(', ');
    return resource === '*' ? actions : `${actions} on ${resource}`;
  });

/** What is left where nobody may play requests through. */
async function attached(hostRole: HostRole, name: string, { iam, caller, policyArn }: RoleContext): Promise<Check[]> {
  const policies = await caller.ask('what a role of the hosts may do is not known', () =>
    askAws('iam:ListAttachedRolePolicies', () =>
      allPages(paginateListAttachedRolePolicies({ client: iam }, { RoleName: name })),
    ),
  );
  if (!policies) return [];
  const isThere = policies.some(({ AttachedPolicies = [] }) =>
    AttachedPolicies.some(({ PolicyArn }) => PolicyArn === policyArn),
  );
  const check = { name: `role ${name}` };
  if (isThere) {
    const found = `${hostsOf(hostRole)}: has the policy of the hosts; whether something denies it was not asked`;
    return [{ ...check, state: 'ok', found }];
  }
  const found = `${hostsOf(hostRole)}: has not the policy of the hosts; what it is allowed otherwise was not asked`;
  const remedy = `aws iam attach-role-policy --role-name ${name} --policy-arn ${policyArn}`;
  return [{ ...check, state: 'failed', found, remedy }];
}

const NAMED_MAX = 3;

function hostsOf({ hostIds }: HostRole): string {
  const more = hostIds.length - NAMED_MAX;
  return `of ${hostIds.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
