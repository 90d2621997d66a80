import type { Check } from '../../doctor/check.ts';
import { DeniedError } from '../aws/ask-aws.ts';

/** Whoever asks AWS: what they may not ask is remembered, and hides no other answer. */
export interface Caller {
  /** @returns undefined where it is denied; `unchecked` says what nobody knows then */
  ask<T>(unchecked: string, ask: () => Promise<T>): Promise<T | undefined>;
  /** One that names every denied action and the command that allows all that `doctor` asks; none where nothing was denied */
  checks(): readonly Check[];
}

/** @param as ARN of who asks */
export function callerOf(as: string): Caller {
  const denied = new Map<string, string>();
  return {
    async ask(unchecked, ask) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof DeniedError)) throw error;
        denied.set(error.permission, unchecked);
        return undefined;
      }
    },
    checks() {
      if (denied.size === 0) return [];
      const lines = [...denied].map(([permission, unchecked]) => `${permission}: ${unchecked}`);
      const found = [`${as} is not allowed`, ...lines].join('\n');
      return [{ name: 'your permissions', state: 'failed', found, remedy: grant(as) }];
    },
  };
}

/** All that `doctor --fleet` asks; it changes nothing. */
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'cloudwatch:DescribeAlarms',
        'ec2:DescribeInstances',
        'ec2:DescribeSecurityGroups',
        'iam:GetInstanceProfile',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:ListAttachedRolePolicies',
        'iam:SimulatePrincipalPolicy',
        'ssm:DescribeDocument',
        'ssm:DescribeInstanceInformation',
      ],
      Resource: '*',
    },
    { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: 'arn:*:ssm:*:*:parameter/cdk-bootstrap/*' },
  ],
};

/** What lets a role or a person ask it all, as far as IAM itself has them in hand: one policy, whatever is missing now. */
export function grant(as: string): string {
  const document = JSON.stringify(policy);
  const put = `--policy-name ares-doctor --policy-document '${document}'`;
  const [kind = '', ...path] = as.split(':').slice(5).join(':').split('/');
  const [, permissionSet] = /^AWSReservedSSO_(.+)_[0-9a-f]+$/.exec(path[0] ?? '') ?? [];
  if (permissionSet) return `give the permission set ${permissionSet} of IAM Identity Center this policy: ${document}`;
  if (kind === 'assumed-role') return `aws iam put-role-policy --role-name ${path[0]} ${put}`;
  if (kind === 'user') return `aws iam put-user-policy --user-name ${path.at(-1)} ${put}`;
  return `give ${as} this policy: ${document}`;
}
