import { CliError } from '../../cli-error.ts';
import type { Probe } from '../../doctor/check.ts';
import type { Account } from '../aws/account.ts';
import type { AwsClients } from '../aws/clients.ts';
import { resourcesOf, type Template } from '../template/resource.ts';
import { bootstrapFound } from './bootstrap.ts';
import { type Needs, needsOf } from './needs.ts';
import { addressesInUse, lambdaConcurrency, quotaSuffices } from './quotas.ts';

interface Preflight {
  readonly account: Account;
  readonly clients: AwsClients;
  /** Context value `fleet` */
  readonly fleet: string;
  /** Of the whole deployment */
  readonly templates: readonly Template[];
}

/** What has to be so before anything is deployed. */
export function preflight({ account, clients, fleet, templates }: Preflight): Probe[] {
  const needs = needsOf(resourcesOf(templates));
  const { ssm, lambda, quotas, ec2 } = clients;
  const probe = (name: string, find: () => Promise<string>): Probe => ({
    name,
    remedy: 'AWS says no more: try again, and look at it in the console',
    find,
  });
  return [
    probe('Node', async () => process.version),
    probe('account', async () => `${account.id} in ${account.region} as ${account.as}`),
    probe('cdk bootstrap', () => bootstrapFound(ssm, account)),
    probe('Lambda concurrency', async () => concurrencySuffices(needs, await lambdaConcurrency(lambda))),
    probe('database connections', async () => connectionsSuffice(needs)),
    probe('vCPUs', () => quotaSuffices(quotas, { name: 'vcpus', needed: needs.vcpus })),
    probe('Elastic IPs', async () => {
      const used = needs.addresses > 0 ? await addressesInUse(ec2, fleet) : 0;
      return quotaSuffices(quotas, { name: 'addresses', needed: needs.addresses, used });
    }),
  ];
}

function concurrencySuffices({ executions }: Needs, quota: number): string {
  const found = `${executions} at once for the loop, ${quota} allowed in this account`;
  if (executions < quota) return found;
  const remedy = 'ask for more: Service Quotas, Lambda, L-B99A9384 (1,000 is usual)';
  throw new CliError(`${found}: nothing is left for the API and for others`, { remedy });
}

function connectionsSuffice({ connections, connectionsMax }: Needs): string {
  const found = `${connections} for the loop, ${connectionsMax} allowed by the database`;
  if (connections < connectionsMax) return found;
  throw new CliError(found, { remedy: 'take a larger one: `-c databaseInstance=t4g.small`' });
}
