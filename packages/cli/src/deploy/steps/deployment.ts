import { appendFileSync } from 'node:fs';
import { readImages } from '@ares/config/aws';
import { progress } from '../../commands/context.ts';
import { type Check, runCheck } from '../../doctor/check.ts';
import { ringing, watchAlarms } from '../alarms/watch-alarms.ts';
import type { Account } from '../aws/account.ts';
import type { AwsClients } from '../aws/clients.ts';
import { cdkOf } from '../cdk/cdk.ts';
import { type Context, fleetOf } from '../context/context.ts';
import { assertWell } from '../plan/assert-well.ts';
import { bootstrapVersion, isBootstrapped } from '../plan/bootstrap.ts';
import { preflight } from '../plan/preflight.ts';
import type { Reached } from '../rollout/roll-out.ts';
import type { RunProgram } from '../run/run-program.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import { confirm } from './confirm.ts';
import { keepAsGood, lastGoodOf } from './last-good.ts';
import { releaseImages } from './release-images.ts';
import { deployStacks, type StackOutputs } from './stack-outputs.ts';

export interface Deployment {
  readonly account: Account;
  readonly clients: AwsClients;
  readonly context: Context;
  readonly runProgram: RunProgram;
  /** Minutes to look for alarms afterwards; 0 to look for none */
  readonly watchMinutes: number;
  /** Whether the images are those that the fleet was last well with @default false */
  readonly goesBack?: boolean;
  /** All that can be seen of the fleet from outside, as `ares doctor --fleet` does */
  readonly lookAtFleet: () => Promise<readonly Check[]>;
  /** Brings the release that was deployed to the hosts that run */
  readonly bringRelease: (onLine: OnLine) => Promise<Reached>;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: { readonly nowMs: () => number; readonly sleep: (ms: number) => Promise<unknown> };
}

export type OnLine = (line: string) => void;

/** Asks first; nothing else of a deployment asks anybody. */
export async function bootstrapIfNeeded(
  { account, clients, context, runProgram }: Deployment,
  yes?: boolean,
): Promise<void> {
  if (isBootstrapped(await bootstrapVersion(clients.ssm))) return;
  const place = `aws://${account.id}/${account.region}`;
  await confirm(`prepare ${place} for cdk (a bucket, a registry and roles, by \`cdk bootstrap\`)`, { yes });
  await cdkOf(runProgram, context).run(['bootstrap', place], progress);
}

/** @throws CliError that names what is not ready, with each remedy */
export async function check({ account, clients, context }: Deployment): Promise<string> {
  const templates = await wholeDeployment(context);
  const checks = await Promise.all(preflight({ account, clients, fleet: fleetOf(context), templates }).map(runCheck));
  assertWell(checks, 'not ready to deploy');
  return `${checks.length} checks`;
}

/** @returns the path of the file of digests */
export const push = ({ clients, context, runProgram }: Deployment, onLine: OnLine): Promise<string> =>
  releaseImages({
    fleet: fleetOf(context),
    shop: context.shop !== 'false',
    cdk: cdkOf(runProgram, context),
    clients,
    runProgram,
    onLine,
  });

/**
 * Tells a workflow which commit to go back to, deploys everything, brings the release to the hosts that run, and keeps
 * commit and images when no alarm rings, the fleet is well and a host has them; going back keeps nothing, since that is what is kept.
 */
export async function deployAndWatch(deployment: Deployment, images: string, onLine: OnLine): Promise<StackOutputs> {
  const { clients, context, runProgram, watchMinutes, goesBack, lookAtFleet, bringRelease, env, clock } = deployment;
  const fleet = fleetOf(context);
  const lastGood = await lastGoodOf(clients.ssm, fleet);
  if (env.GITHUB_OUTPUT && lastGood) appendFileSync(env.GITHUB_OUTPUT, `last-good=${lastGood.commit}\n`);
  const before = await ringing({ cloudwatch: clients.cloudwatch, fleet });
  const outputs = await deployStacks(cdkOf(runProgram, { ...context, images }), ['--all'], onLine);
  const reached = await bringRelease(onLine);
  if (watchMinutes === 0) return outputs;
  onLine(`looking for alarms for ${watchMinutes} min`);
  await watchAlarms(watchMinutes * 60_000, before, { cloudwatch: clients.cloudwatch, fleet, ...clock });
  assertWell(await lookAtFleet(), 'deployed, but the fleet is not well');
  if (goesBack) return outputs;
  // Hosts in their first boot have taken it since.
  const { hosts, have } = isTried(reached) ? reached : await bringRelease(onLine);
  if (isTried({ hosts, have })) await keepAsGood(clients.ssm, fleet, readImages(images), runProgram);
  else onLine(`not kept as good: none of ${hosts} hosts has this release, deploy again when one can take it`);
  return outputs;
}

/** What no host runs was not tried by the watch. */
const isTried = ({ hosts, have }: Reached): boolean => have > 0 || hosts === 0;
