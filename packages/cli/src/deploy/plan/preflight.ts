import { UNRESERVED_EXECUTIONS_MIN } from '@ares/config/aws';
import { CliError } from '../../cli-error.ts';
import type { Probe } from '../../doctor/check.ts';
import type { Account } from '../aws/account.ts';
import type { AwsClients } from '../aws/clients.ts';
import type { Template } from '../template/resource.ts';
import { BOOTSTRAP, bootstrapFound } from './bootstrap.ts';
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
  const needs = needsOf(templates);
  const { ssm, lambda, quotas, ec2 } = clients;
  const probe = (name: string, find: () => Promise<string>): Probe => ({
    name,
    remedy: 'AWS says no more: try again, and look at it in the console',
    find,
  });
  return [
    probe('Node', async () => process.version),
    probe('account', async () => `${account.id} in ${account.region} as ${account.as}`),
    probe(BOOTSTRAP, () => bootstrapFound(ssm, account)),
    probe('Lambda concurrency', async () => concurrencySuffices(needs, await lambdaConcurrency(lambda))),
    probe(
      'database connections',
      async () => `${needs.connections} at once at most, ${needs.connectionsMax} there for them`,
    ),
    probe('vCPUs', () => quotaSuffices(quotas, { name: 'vcpus', needed: needs.vcpus })),
    probe('Elastic IPs', async () => {
      const used = needs.addresses > 0 ? await addressesInUse(ec2, fleet) : 0;
      return quotaSuffices(quotas, { name: 'addresses', needed: needs.addresses, used });
    }),
  ];
}

const QUOTA = 'Service Quotas, Lambda, L-B99A9384 (1,000 is usual)';

/**
 * The API has what is reserved for it, or else what the loop leaves; where that is nothing, people wait while the loop
 * has most to do.
 */
function concurrencySuffices({ executions, reserved }: Needs, quota: number): string {
  const forPeople = reserved > 0 ? `, ${reserved} reserved for the API` : '';
  const found = `${executions} at once at most for the loop${forPeople}, ${quota} allowed in this account`;
  const enough = reserved > 0 ? reserved + Math.max(UNRESERVED_EXECUTIONS_MIN, executions) : executions;
  if (quota > enough || (quota === enough && reserved > 0)) return found;
  if (quota === enough) return `${found}, which leaves none for the API then: ask for more, ${QUOTA}`;
  throw new CliError(found, { remedy: `ask for more: ${QUOTA}` });
}
