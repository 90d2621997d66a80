import { DEPLOYMENT_TAG } from '@ares/config/aws';
import { type Address, DescribeAddressesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { CliError } from '../../cli-error.ts';
import { askAws } from '../aws/ask-aws.ts';

/** The account's quota of concurrent executions; a new account has 10. */
export async function lambdaConcurrency(lambda: LambdaClient): Promise<number> {
  const command = new GetAccountSettingsCommand({});
  const { AccountLimit } = await askAws('lambda:GetAccountSettings', () => lambda.send(command));
  return AccountLimit?.ConcurrentExecutions ?? 0;
}

/** Quotas by the codes of AWS, as the console shows them too. */
const quotas = {
  vcpus: { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A', words: 'vCPUs of running standard instances' },
  addresses: { ServiceCode: 'ec2', QuotaCode: 'L-0263D0A3', words: 'Elastic IP addresses' },
} as const;

type QuotaName = keyof typeof quotas;

async function quotaOf(client: ServiceQuotasClient, name: QuotaName): Promise<number> {
  const { words: _, ...which } = quotas[name];
  const command = new GetServiceQuotaCommand(which);
  const { Quota } = await askAws('servicequotas:GetServiceQuota', () => client.send(command));
  return Quota?.Value ?? 0;
}

/** By others: those of the deployment itself are the ones that it needs, from the time before. */
export async function addressesInUse(ec2: EC2Client, fleet: string): Promise<number> {
  const { Addresses = [] } = await askAws('ec2:DescribeAddresses', () => ec2.send(new DescribeAddressesCommand({})));
  const isOwn = ({ Tags = [] }: Address) => Tags.some(({ Key, Value }) => Key === DEPLOYMENT_TAG && Value === fleet);
  return Addresses.filter((address) => !isOwn(address)).length;
}

interface Demand {
  readonly name: QuotaName;
  readonly needed: number;
  /** By others */
  readonly used?: number;
}

/** @throws CliError that names the quota and its code */
export async function quotaSuffices(client: ServiceQuotasClient, { name, needed, used = 0 }: Demand): Promise<string> {
  if (needed === 0) return 'none needed';
  const { words, QuotaCode } = quotas[name];
  const limit = await quotaOf(client, name).catch((error: Error) => error);
  // Who may deploy need not be allowed to read quotas, and a deployment that meets one says so.
  if (limit instanceof Error) return `${needed} needed; the quota ${QuotaCode} cannot be read (${limit.message})`;
  const found = `${needed} needed${used > 0 ? `, ${used} in use` : ''}, ${limit} allowed`;
  if (needed + used <= limit) return found;
  throw new CliError(`${words}: ${found}`, { remedy: `ask for more: Service Quotas, EC2, ${QuotaCode}` });
}
