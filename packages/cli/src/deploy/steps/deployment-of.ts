import { setTimeout } from 'node:timers/promises';
import { accountOf } from '../aws/account.ts';
import { awsClients } from '../aws/clients.ts';
import { type Context, fleetOf, withEnvironment } from '../context/context.ts';
import { fleetChecks } from '../fleet/fleet-checks.ts';
import { fleetHosts } from '../fleet/fleet-hosts.ts';
import { withAccountQuota } from '../plan/account-quota.ts';
import { rollOut } from '../rollout/roll-out.ts';
import { runProgram } from '../run/run-program.ts';
import type { Deployment } from './deployment.ts';

const TAKEN_AT_BOOT = 'hosts take the release at their next boot';

interface Wishes {
  readonly watchMinutes?: number;
  readonly goesBack?: boolean | undefined;
  /** Whether running hosts are brought the release, or take it later @default true */
  readonly rollsOut?: boolean;
}

/** A deployment by this person's credentials, with what the environment says. */
export async function deploymentOf(
  given: Context,
  { watchMinutes = 0, goesBack = false, rollsOut = true }: Wishes = {},
): Promise<Deployment> {
  const clients = awsClients();
  const account = await accountOf(clients.sts);
  const context = await withAccountQuota(withEnvironment(given, process.env), clients.lambda);
  const clock = { nowMs: Date.now, sleep: (ms: number) => setTimeout(ms) };
  const bringRelease: Deployment['bringRelease'] = async (onLine) => {
    if (rollsOut) return rollOut({ clients, context, clock, goesBack }, onLine);
    onLine(context.shop === 'false' ? 'the next deployment brings the release to hosts' : TAKEN_AT_BOOT);
    return { hosts: (await fleetHosts(clients.ec2, context.fleetTag ?? fleetOf(context))).length, have: 0 };
  };
  const lookAtFleet = () => fleetChecks(clients, context);
  const parts = { account, clients, context, runProgram, env: process.env, clock };
  return { ...parts, watchMinutes, goesBack, lookAtFleet, bringRelease };
}
