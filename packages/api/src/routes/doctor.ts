import type { FleetOverview, Symptom } from '@ares/core';
import { Hono } from 'hono';
import type { ApiOptions } from '../api-options.ts';
import { allow } from '../auth/allow.ts';
import type { ApiEnv } from '../auth/caller.ts';
import { shardOverviews } from '../fleet/fleet-overview.ts';
import { killSwitchNow } from '../fleet/kill-switch.ts';
import type { DoctorAnswer, ShardHealth } from '../responses.ts';
import { send } from '../send.ts';

/** What ARES knows of its own health, shard by shard. */
export const doctorRoutes = (options: ApiOptions) =>
  new Hono<ApiEnv>().get('/', async (c) => {
    allow(c, 'read');
    const { version, now = Date.now } = options;
    const shards = (await shardOverviews(options)).map(([shard, overview]) => healthOf(shard, overview));
    const killSwitch = await killSwitchNow(options.reader);
    return send(c, { version, nowMs: now(), killSwitch, shards } satisfies DoctorAnswer);
  });

const ofHosts: readonly Symptom[] = ['host-down', 'telemetry-loss'];

const healthOf = (shard: string, overview: FleetOverview): ShardHealth => ({
  shard,
  silentHosts: overview.silentHosts,
  hostIncidents: overview.openIncidents.filter(({ symptom }) => ofHosts.includes(symptom)),
  labelProblems: overview.labelProblems,
  ...(overview.lastTickAtMs === undefined ? {} : { lastTickAtMs: overview.lastTickAtMs }),
  ...(overview.policyVersion === undefined ? {} : { policyVersion: overview.policyVersion }),
  ...(overview.policyRejected === undefined ? {} : { policyRejected: overview.policyRejected }),
});
