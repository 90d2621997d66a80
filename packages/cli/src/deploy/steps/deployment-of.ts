import { setTimeout } from 'node:timers/promises';
import { accountOf } from '../aws/account.ts';
import { awsClients } from '../aws/clients.ts';
import { type Context, withEnvironment } from '../context/context.ts';
import { fleetChecks } from '../fleet/fleet-checks.ts';
import { withAccountQuota } from '../plan/account-quota.ts';
import { runProgram } from '../run/run-program.ts';
import type { Deployment } from './deployment.ts';

/** A deployment by this person's credentials, with what the environment says. */
export async function deploymentOf(given: Context, watchMinutes = 0, goesBack = false): Promise<Deployment> {
  const clients = awsClients();
  const account = await accountOf(clients.sts);
  const context = await withAccountQuota(withEnvironment(given, process.env), clients.lambda);
  const clock = { nowMs: Date.now, sleep: (ms: number) => setTimeout(ms) };
  const lookAtFleet = () => fleetChecks(clients, context);
  return { account, clients, context, runProgram, watchMinutes, goesBack, lookAtFleet, env: process.env, clock };
}
