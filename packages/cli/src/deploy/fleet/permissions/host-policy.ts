import { hostPolicyName, imageVariables } from '@ares/config/aws';
import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam';
import { z } from 'zod';
import type { Account } from '../../aws/account.ts';
import { askAws } from '../../aws/ask-aws.ts';

/** What a role has to be allowed: each action on each resource, in a request that looks like this. */
export interface Need {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Keys of conditions with the values of such a request */
  readonly context: Readonly<Record<string, string>>;
}

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const policy = z.object({
  Statement: z.array(
    z.object({
      Action: list,
      Resource: list,
      Condition: z.object({ StringEquals: z.record(z.string(), z.string()) }).optional(),
    }),
  ),
});

export const hostPolicyArn = ({ id, region, as }: Account, fleet: string): string =>
  `arn:${as.split(':')[1]}:iam::${id}:policy/${hostPolicyName(fleet, region)}`;

/** What the policy for hosts allows as it is deployed, which is all that a host has to be allowed. */
export async function neededBy(iam: IAMClient, PolicyArn: string): Promise<readonly Need[]> {
  const described = await askAws('iam:GetPolicy', () => iam.send(new GetPolicyCommand({ PolicyArn })));
  const version = new GetPolicyVersionCommand({ PolicyArn, VersionId: described.Policy?.DefaultVersionId });
  const { PolicyVersion } = await askAws('iam:GetPolicyVersion', () => iam.send(version));
  const { Statement } = policy.parse(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')));
  return Statement.map(({ Action, Resource, Condition }) => ({
    actions: Action,
    resources: Resource.filter(isOfAgent),
    context: Condition?.StringEquals ?? {},
  }));
}

const agentNames = imageVariables(false).map((variable) => variable.replace('_IMAGE', '').replace('_', '-'));

/** A host of a team pulls nothing of the shop. */
const isOfAgent = (resource: string): boolean =>
  !resource.includes(':repository/') || agentNames.some((name) => resource.endsWith(`/${name.toLowerCase()}`));
