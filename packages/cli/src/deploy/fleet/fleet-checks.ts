import { FLEET_TAG } from '@ares/config/aws';
import { type Check, type Probe, runCheck } from '../../doctor/check.ts';
import { ringing } from '../alarms/watch-alarms.ts';
import { type Account, accountOf } from '../aws/account.ts';
import { DeniedError } from '../aws/ask-aws.ts';
import type { AwsClients } from '../aws/clients.ts';
import { type Context, fleetOf } from '../context/context.ts';
import { bootstrapFound } from '../plan/bootstrap.ts';
import { type Caller, callerOf } from './caller.ts';
import { controlPlane } from './control-plane.ts';
import { documentProbe } from './document-probe.ts';
import { type FleetHost, fleetHosts, ssmAgents } from './fleet-hosts.ts';
import { groupChecks, groupsOf } from './group-checks.ts';
import { hostChecks } from './host-checks.ts';
import { permissionChecks } from './permissions/permission-checks.ts';

interface Fleet {
  readonly clients: AwsClients;
  readonly account: Account;
  readonly fleet: string;
  readonly caller: Caller;
}

/**
 * The account, the control plane, and every host of a fleet with its permissions, agent and ports, as AWS sees them from
 * outside. What the caller may not ask is named, and the rest is asked all the same.
 * @throws CliError without credentials
 */
export async function fleetChecks(clients: AwsClients, context: Context): Promise<readonly Check[]> {
  const fleet = fleetOf(context);
  const account = await accountOf(clients.sts);
  const caller = callerOf(account.as);
  const of = { clients, account, fleet, caller };
  const common = await Promise.all(probesOf(of).map((probe) => checked(probe, caller)));
  const hosts = await checksOfHosts(of, context.fleetTag ?? fleet);
  return [...common.flat(), ...hosts, ...caller.checks()];
}

const probesOf = ({ clients: { ssm, cloudwatch }, account, fleet }: Fleet): readonly Probe[] => [
  { name: 'account', remedy: '', find: async () => `${account.id} in ${account.region} as ${account.as}` },
  { name: 'cdk bootstrap', remedy: '', find: () => bootstrapFound(ssm, account) },
  documentProbe(ssm, fleet),
  { name: 'alarms', remedy: 'each says what to do first in its description', find: () => quiet(cloudwatch, fleet) },
];

/** A check that the caller may not make is none that failed. */
async function checked(probe: Probe, caller: Caller): Promise<readonly Check[]> {
  const found = probe.find();
  const check = await caller.ask(unchecked(probe), async () => {
    await found.catch((error: unknown) => {
      if (error instanceof DeniedError) throw error;
    });
    return runCheck({ ...probe, find: () => found });
  });
  return check ? [check] : [];
}

const unchecked = ({ name }: Probe): string => `${name} ${name.endsWith('s') ? 'are' : 'is'} not checked`;

async function quiet(cloudwatch: AwsClients['cloudwatch'], fleet: string): Promise<string> {
  const loud = await ringing({ cloudwatch, fleet });
  if (loud.size > 0) throw new Error([...loud].map(([name, reason]) => `${name} (${reason})`).join('; '));
  return 'none rings';
}

async function checksOfHosts(of: Fleet, fleetTag: string): Promise<readonly Check[]> {
  const { clients, fleet, caller } = of;
  const hosts = await caller.ask('no host is checked', () => fleetHosts(clients.ec2, fleetTag));
  if (!hosts) return [];
  const running = hosts.filter(({ state }) => state === 'running');
  const [agents, place, groups] = await Promise.all([
    caller.ask('SSM agents are not checked', () => ssmAgents(clients.ssm)),
    caller.ask('ports are not checked', () => controlPlane(clients.ec2, fleet)),
    caller.ask('ports are not checked', () => groupsOf(clients.ec2, running)),
  ]);
  return [
    ...(groups && !place ? [noControlPlane(fleet)] : []),
    anyHost(running, fleetTag),
    ...(await permissionChecks(running, of)),
    ...groupChecks(groups ?? [], place),
    ...hosts.flatMap((host) => hostChecks(host, { fleet, agents, place, groups, nowMs: Date.now() })),
  ];
}

const noControlPlane = (fleet: string): Check => ({
  name: 'control plane',
  state: 'failed',
  found: `the security groups of the deployment ${fleet} are not in this account and region`,
  remedy: `npx ares deploy -c fleet=${fleet}, or look with the AWS_PROFILE and AWS_REGION of the deployment`,
});

function anyHost(running: readonly FleetHost[], fleetTag: string): Check {
  const name = 'hosts';
  const tag = `the tag ${FLEET_TAG}=${fleetTag}`;
  if (running.length > 0) return { name, state: 'ok', found: `${running.length} running with ${tag}` };
  const remedy = `tag them: aws ec2 create-tags --resources INSTANCE --tags Key=${FLEET_TAG},Value=${fleetTag}`;
  return { name, state: 'failed', found: `no running instance has ${tag}`, remedy };
}
