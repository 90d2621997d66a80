import {
  GetInstanceProfileCommand,
  type IAMClient,
  type InstanceProfile,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import { askAws } from '../../aws/ask-aws.ts';
import type { FleetHost } from '../fleet-hosts.ts';

/** Of hosts that share an instance profile. */
export interface HostRole {
  readonly profileName: string;
  /** Undefined where the profile has none, or is gone while hosts still bear it */
  readonly role?: { readonly name: string; readonly arn: string };
  readonly hostIds: readonly string[];
}

/** The role behind each instance profile of some hosts. */
export async function hostRoles(iam: IAMClient, hosts: readonly FleetHost[]): Promise<readonly HostRole[]> {
  const byProfile = Map.groupBy(
    hosts.filter(({ profileArn }) => profileArn),
    ({ profileArn = '' }) => profileArn.split('/').at(-1) ?? '',
  );
  const roles: HostRole[] = [];
  for (const [profileName, bearers] of byProfile) {
    const { RoleName: name, Arn: arn } = (await profileOf(iam, profileName))?.Roles?.[0] ?? {};
    const hostIds = bearers.map(({ hostId }) => hostId);
    roles.push({ profileName, hostIds, ...(name && arn ? { role: { name, arn } } : {}) });
  }
  return roles;
}

async function profileOf(iam: IAMClient, InstanceProfileName: string): Promise<InstanceProfile | undefined> {
  const command = new GetInstanceProfileCommand({ InstanceProfileName });
  try {
    return (await askAws('iam:GetInstanceProfile', () => iam.send(command))).InstanceProfile;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return undefined;
    throw error;
  }
}
