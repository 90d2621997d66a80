import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { NotYet } from '../../doctor/check.ts';
import type { Account } from '../aws/account.ts';
import { askAws } from '../aws/ask-aws.ts';

/** Name of the check. */
export const BOOTSTRAP = 'cdk bootstrap';

/** Of the stack CDKToolkit; the library writes it to the metadata of every assembly. */
const VERSION_MIN = 21;

export const bootstrapCommand = ({ id, region }: Account): string => `npx cdk bootstrap aws://${id}/${region}`;

/** @returns the version of the bootstrap stack, 0 where there is none */
export async function bootstrapVersion(ssm: SSMClient): Promise<number> {
  const command = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
  try {
    const { Parameter } = await askAws('ssm:GetParameter', () => ssm.send(command));
    return Number(Parameter?.Value ?? 0);
  } catch (error) {
    if (error instanceof ParameterNotFound) return 0;
    throw error;
  }
}

export const isBootstrapped = (version: number): boolean => version >= VERSION_MIN;

/** @throws NotYet with the command that makes it: `npx ares deploy` runs it too, so it stands in nobody's way */
export async function bootstrapFound(ssm: SSMClient, account: Account): Promise<string> {
  const version = await bootstrapVersion(ssm);
  if (isBootstrapped(version)) return `version ${version}`;
  const found =
    version === 0 ? 'this account and region are not bootstrapped for cdk' : `version ${version} is too old`;
  throw new NotYet(found, `\`npx ares deploy\` offers to do it; by hand: \`${bootstrapCommand(account)}\``);
}
