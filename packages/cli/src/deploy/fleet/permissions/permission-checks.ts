import { NoSuchEntityException } from '@aws-sdk/client-iam';
import type { Check } from '../../../doctor/check.ts';
import type { Account } from '../../aws/account.ts';
import type { AwsClients } from '../../aws/clients.ts';
import type { Caller } from '../caller.ts';
import type { FleetHost } from '../fleet-hosts.ts';
import { hostPolicyArn, neededBy } from './host-policy.ts';
import { hostRoles } from './host-roles.ts';
import { roleChecks } from './role-checks.ts';

interface PermissionContext {
  readonly clients: Pick<AwsClients, 'iam'>;
  readonly account: Account;
  readonly fleet: string;
  readonly caller: Caller;
}

/** What the roles of some hosts may do, each role once. */
export async function permissionChecks(
  hosts: readonly FleetHost[],
  { clients: { iam }, account, fleet, caller }: PermissionContext,
): Promise<readonly Check[]> {
  if (!hosts.some(({ profileArn }) => profileArn)) return [];
  const policyArn = hostPolicyArn(account, fleet);
  try {
    const needs = await caller.ask('what hosts need is not read', () => neededBy(iam, policyArn));
    const roles = await caller.ask('roles of the hosts are not checked', () => hostRoles(iam, hosts));
    const checks: Check[] = [];
    for (const role of roles ?? []) checks.push(...(await roleChecks(role, { iam, caller, policyArn, needs })));
    return checks;
  } catch (error) {
    if (!(error instanceof NoSuchEntityException)) throw error;
    const remedy = `npx ares deploy -c fleet=${fleet}, and give the hosts a profile whose role has ${policyArn}`;
    return [{ name: 'policy of the hosts', state: 'failed', found: error.message, remedy }];
  }
}
