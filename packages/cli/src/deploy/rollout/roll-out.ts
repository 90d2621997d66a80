import type { AwsClients } from '../aws/clients.ts';
import { type Context, fleetOf } from '../context/context.ts';
import { fleetHosts, ssmAgents } from '../fleet/fleet-hosts.ts';
import { inBatches } from './batches.ts';
import type { HostEnd } from './host-end.ts';
import { type LeftHost, reachable } from './reachable.ts';
import { type Released, releasedOf } from './released.ts';
import { type Clock, type Order, orderOf, sendRelease } from './send-release.ts';
import { type Failed, stopped } from './stopped.ts';

export interface Rollout {
  readonly clients: Pick<AwsClients, 'ec2' | 'ssm'>;
  readonly context: Context;
  readonly clock: Clock;
  /** Whether what is brought was well before: then no failure keeps the others from it @default false */
  readonly goesBack?: boolean;
}

/** How many hosts the fleet has, and how many of them have the release that was deployed. */
export interface Reached {
  readonly hosts: number;
  readonly have: number;
}

type OnLine = (line: string) => void;

const NAMED_MAX = 3;
/** Well below the 90 minutes of a job of the workflow, of which the stacks and the watch want theirs. */
const ROLLOUT_MS = 50 * 60_000;
/** Later no batch begins: nobody would see its end. */
const BEGIN_MS = 40 * 60_000;

/**
 * Brings the release that was deployed to the hosts that run, the first alone, then in batches.
 * @throws CliError at the first host that failed, or when the time is up; going back at the end: which, why, whether they run what they had,
 * and how many have the release
 */
export async function rollOut(rollout: Rollout, onLine: OnLine): Promise<Reached> {
  const { clients, context, clock, goesBack = false } = rollout;
  const { ec2, ssm } = clients;
  const fleet = fleetOf(context);
  const fleetTag = context.fleetTag ?? fleet;
  const hosts = await fleetHosts(ec2, fleetTag);
  if (hosts.length === 0) {
    onLine(`no host runs yet: ${later(context, 'fleet')}`);
    return { hosts: 0, have: 0 };
  }
  const released = await releasedOf(ssm, fleet);
  const { ready, left } = reachable(hosts, await ssmAgents(ssm), later(context, 'host'));
  tellLeft(left, onLine);
  if (ready.length === 0) {
    onLine('no host can be brought the release now');
    return { hosts: hosts.length, have: 0 };
  }
  const order = await orderFor(ssm, context, released);
  const beganMs = clock.nowMs();
  const isLate = () => clock.nowMs() >= beganMs + BEGIN_MS;
  let asked = 0;
  const ends = await inBatches(ready, async (batch) => {
    onLine(
      `release ${released.sha256.slice(0, 12)} to ${named(batch)} (${asked + batch.length} of ${ready.length} hosts)`,
    );
    asked += batch.length;
    const of = await sendRelease(ssm, order, batch, clock, beganMs + ROLLOUT_MS);
    return { ends: of, proven: goesBack || of.some(isTaken), failed: isLate() || (!goesBack && of.some(isFailed)) };
  });
  tellLeft(
    ends.flatMap((end) => (end.end === 'left' ? [end] : [])),
    onLine,
  );
  const have = ends.filter(isTaken).length;
  const count = `${have} of ${hosts.length} hosts have the new release`;
  const failed = ends.filter(isFailed);
  const unasked = isLate() ? ready.length - ends.length : 0;
  const late = unasked > 0 ? [`${unasked} hosts were not asked within ${BEGIN_MS / 60_000} min`] : [];
  if (failed.length + unasked > 0) throw stopped(failed, [...late, count], goesBack);
  onLine(count);
  return { hosts: hosts.length, have };
}

/** A boot of a host that ARES made takes the release; one of a team's host does not. */
function later({ shop }: Context, who: 'host' | 'fleet'): string {
  if (shop === 'false')
    return who === 'host'
      ? 'the next deployment brings it'
      : 'the next deployment brings the release to those with ARES';
  return who === 'host' ? 'the next boot takes the release' : 'each takes the release at its boot';
}

const isTaken = ({ end }: HostEnd): boolean => end === 'taken';
const isFailed = (end: HostEnd): end is Failed => end.end === 'failed';

/** Hosts that ARES made take it from the parameter; those of a team are told all of it. */
function orderFor(ssm: AwsClients['ssm'], context: Context, { s3Url, sha256 }: Released): Promise<Order> {
  const fleet = fleetOf(context);
  if (context.shop !== 'false') return orderOf(ssm, `Ares-${fleet}-Release`, { BundleSha256: sha256 });
  const FleetTag = context.fleetTag ?? fleet;
  const update = { Kind: 'update', FleetTag, BundleS3: s3Url, BundleSha256: sha256 };
  return orderOf(ssm, `Ares-${fleet}-Install`, update);
}

function tellLeft(left: readonly LeftHost[], onLine: OnLine): void {
  const byReason = Map.groupBy(left, ({ why }) => why);
  for (const [why, hosts] of byReason) onLine(`${named(hosts.map(({ hostId }) => hostId))} left alone: ${why}`);
}

const named = (ids: readonly string[]): string =>
  ids.length > NAMED_MAX ? `${ids.slice(0, NAMED_MAX).join(', ')} and ${ids.length - NAMED_MAX} more` : ids.join(', ');
