import { CliError } from '../../cli-error.ts';

interface Trouble {
  readonly sign: RegExp;
  readonly says: string;
  readonly remedy: string;
}

const SIGN_IN = 'sign in: `aws sso login`, or set AWS_PROFILE (or the AWS_… variables of a role)';

const troubles: readonly Trouble[] = [
  {
    sign: /CredentialsProvider|Could not load credentials/,
    says: 'there are no AWS credentials here',
    remedy: SIGN_IN,
  },
  {
    sign: /ExpiredToken|token.*expired|TokenRefreshRequired/i,
    says: 'the AWS credentials have expired',
    remedy: SIGN_IN,
  },
  {
    sign: /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/,
    says: 'AWS does not know these credentials',
    remedy: SIGN_IN,
  },
  {
    sign: /Region is missing|Region not accepted/,
    says: 'no valid AWS region is set',
    remedy: 'set AWS_REGION, for instance AWS_REGION=us-east-1',
  },
  {
    sign: /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|TimeoutError/,
    says: 'AWS does not answer',
    remedy: 'look at your network, your proxy and AWS_REGION',
  },
];

/** AWS knows who asks, and says no. */
export class DeniedError extends CliError {
  /** Of IAM, such as ec2:DescribeInstances */
  readonly permission: string;

  constructor(permission: string, cause: unknown) {
    super(`${permission} is not allowed`, { remedy: `let your role ${permission}`, cause });
    this.permission = permission;
  }
}

/**
 * Asks AWS, and says of a refusal what to do about it.
 * @param permission of IAM that the question needs
 * @throws CliError for what a person can put right; any other error as it is
 */
export async function askAws<T>(permission: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const text = `${error.name}: ${error.message}`;
    const known = troubles.find(({ sign }) => sign.test(text));
    if (known) throw new CliError(known.says, { remedy: known.remedy, cause });
    if (/AccessDenied|UnauthorizedOperation|not authorized/i.test(text)) throw new DeniedError(permission, cause);
    throw cause;
  }
}
