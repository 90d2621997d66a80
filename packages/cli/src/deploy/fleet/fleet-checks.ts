import { FLEET_TAG } from '@ares/config/aws';
import { type Check, runCheck } from '../../doctor/check.ts';
import { ringing } from '../alarms/watch-alarms.ts';
import { accountOf } from '../aws/account.ts';
import type { AwsClients } from '../aws/clients.ts';
import { type Context, fleetOf } from '../context/context.ts';
import { bootstrapFound } from '../plan/bootstrap.ts';
import { documentProbe } from './document-probe.ts';
import { fleetHosts } from './fleet-hosts.ts';
import { hostCheck, ports } from './host-checks.ts';
import { openPorts } from './open-ports.ts';

/**
 * The account, the control plane and every host of a fleet, as AWS sees them from outside.
 * @throws CliError without credentials
 */
export async function fleetChecks(clients: AwsClients, context: Context): Promise<readonly Check[]> {
  const { ssm, sts, cloudwatch } = clients;
  const fleet = fleetOf(context);
  const account = await accountOf(sts);
  const common = await Promise.all([
    runCheck({ name: 'account', remedy: '', find: async () => `${account.id} in ${account.region} as ${account.as}` }),
    runCheck({ name: 'cdk bootstrap', remedy: '', find: () => bootstrapFound(ssm, account) }),
    runCheck(documentProbe(ssm, fleet)),
    runCheck({
      name: 'alarms',
      remedy: 'each says what to do first in its description',
      find: () => quiet(cloudwatch, fleet),
    }),
  ]);
  return [...common, ...(await hostChecks(clients, fleet, context.fleetTag ?? fleet))];
}

async function quiet(cloudwatch: AwsClients['cloudwatch'], fleet: string): Promise<string> {
  const loud = await ringing({ cloudwatch, fleet });
  if (loud.size > 0) throw new Error([...loud].map(([name, reason]) => `${name} (${reason})`).join('; '));
  return 'none rings';
}

async function hostChecks({ ec2, ssm }: AwsClients, fleet: string, fleetTag: string): Promise<readonly Check[]> {
  const hosts = await fleetHosts(ec2, ssm, fleetTag);
  const open = await openPorts(ec2, hosts, ports);
  const remedy = `tag them: \`aws ec2 create-tags --resources INSTANCE --tags Key=${FLEET_TAG},Value=${fleetTag}\``;
  const any = await runCheck({
    name: 'hosts',
    remedy,
    find: async () => {
      if (hosts.length === 0) throw new Error(`no running instance has the tag ${FLEET_TAG}=${fleetTag}`);
      return `${hosts.length} with the tag ${FLEET_TAG}=${fleetTag}`;
    },
  });
  return [any, ...hosts.map((host) => hostCheck(host, open.get(host.hostId) ?? [], fleet))];
}
