import { setTimeout } from 'node:timers/promises';
import { accountOf } from '../aws/account.ts';
import { awsClients } from '../aws/clients.ts';
import { type Context, withEnvironment } from '../context/context.ts';
import { fleetChecks } from '../fleet/fleet-checks.ts';
import { withAccountQuota } from '../plan/account-quota.ts';
import { rollOut } from '../rollout/roll-out.ts';
import { runProgram } from '../run/run-program.ts';
import type { Deployment } from './deployment.ts';

interface Wishes {
  readonly watchMinutes?: number;
  readonly goesBack?: boolean | undefined;
  /** Whether running hosts are brought the release, or take it by themselves @default true */
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
  const bringRelease: Deployment['bringRelease'] = async (onLine) =>
    rollsOut
      ? rollOut({ clients, context, clock, goesBack }, onLine)
      : onLine('hosts take the release at their next boot');
  const lookAtFleet = () => fleetChecks(clients, context);
  const parts = { account, clients, context, runProgram, env: process.env, clock };
  return { ...parts, watchMinutes, goesBack, lookAtFleet, bringRelease };
}
