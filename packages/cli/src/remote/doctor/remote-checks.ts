import type { DoctorAnswer, ShardHealth } from '@ares/api/client';
import { BUILTIN_POLICY_VERSION } from '@ares/core';
import { type Check, runCheck } from '../../doctor/check.ts';
import { ago, dateTime } from '../../screen/format.ts';
import { doctorAnswer } from '../api/answers.ts';
import { type RemoteClient, shaped } from '../api/remote-client.ts';
import { words } from '../remote-url.ts';
import { hostChecks } from './host-checks.ts';

/** Four slots. */
const TICK_AGE_MAX_MS = 60_000;

/** What an ARES elsewhere knows of its own health, each problem with its remedy. */
export async function remoteChecks(client: RemoteClient): Promise<readonly Check[]> {
  let known: DoctorAnswer | undefined;
  const api = await runCheck({
    name: 'API',
    remedy: 'look at the log of the function `api`',
    async find() {
      known = shaped(client, await client.get('doctor'), doctorAnswer);
      return `ARES ${known.version} at ${words(client.url)} answers, and you may read`;
    },
  });
  return known === undefined ? [api] : [api, ...checksOf(known)];
}

const checksOf = (known: DoctorAnswer): readonly Check[] => [
  killSwitchCheck(known),
  ...tickChecks(known),
  ...hostChecks(known),
  ...policyChecks(known.shards),
  ...labelChecks(known.shards),
];

const ok = (name: string, found: string): Check => ({ name, state: 'ok', found });
const failed = (name: string, found: string, remedy: string): Check => ({ name, state: 'failed', found, remedy });

function killSwitchCheck({ killSwitch: { on, by, reason, sinceMs } }: DoctorAnswer): Check {
  return ok('kill switch', on ? `PAUSED by ${by} since ${dateTime(sinceMs)}: ${reason}` : 'off');
}

function tickChecks({ shards, nowMs }: DoctorAnswer): readonly Check[] {
  const late = shards.filter(({ lastTickAtMs = 0 }) => nowMs - lastTickAtMs > TICK_AGE_MAX_MS);
  const remedy =
    'look at the alarms of ARES, the dead letters of the ticks queue and the logs of `dispatch` and `tick`';
  if (shards.length === 0) return [failed('ticks', 'there was none within the last hour', remedy)];
  const oldest = Math.min(...shards.map(({ lastTickAtMs = 0 }) => lastTickAtMs));
  if (late.length === 0) return [ok('ticks', `${shards.length} shards, the oldest tick ${ago(oldest, nowMs)}`)];
  return late.map(({ shard, lastTickAtMs }) =>
    failed(`ticks of ${shard}`, lastTickAtMs === undefined ? 'none yet' : `last ${ago(lastTickAtMs, nowMs)}`, remedy),
  );
}

function policyChecks(shards: readonly ShardHealth[]): readonly Check[] {
  const remedy = 'correct the policy (`npx ares policy validate FILE`) and deploy it';
  const refused = new Set(shards.map(({ policyRejected }) => policyRejected).filter((why) => why !== undefined));
  if (refused.size > 0) return [...refused].map((why) => failed('policy', why, remedy));
  const versions = new Set(shards.map(({ policyVersion }) => policyVersion).filter((version) => version !== undefined));
  if (versions.size === 0) return [];
  if (versions.has(BUILTIN_POLICY_VERSION)) return [failed('policy', 'none was ever read: ARES only watches', remedy)];
  return [ok('policy', `version ${[...versions].join(', ')}`)];
}

const labelChecks = (shards: readonly ShardHealth[]): readonly Check[] =>
  shards
    .flatMap(({ labelProblems }) => labelProblems)
    .map(({ hostId, containerName, label, reason }) =>
      failed(`label ${label}`, `${containerName} on ${hostId}: ${reason}`, 'correct it in the Compose file'),
    );
