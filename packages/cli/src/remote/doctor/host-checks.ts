import type { DoctorAnswer } from '@ares/api/client';
import { FLEET_TAG, HOST_AGENT_PORT, PROMETHEUS_PORT } from '@ares/config/aws';
import type { Incident } from '@ares/core';
import type { Check } from '../../doctor/check.ts';
import { ago } from '../../screen/format.ts';

const agent = `look whether its host agent runs, and whether its security group lets \`tick\` reach port ${HOST_AGENT_PORT}`;
const prometheus = `look whether its Prometheus runs, and whether its security group lets \`tick\` reach port ${PROMETHEUS_PORT}`;
const tag = `look for instances with the tag ${FLEET_TAG}, and whether \`dispatch\` may describe them (its log)`;

/** Each host whose agent or Prometheus cannot be reached, with the port and who has to reach it. */
export function hostChecks({ shards, nowMs }: DoctorAnswer): readonly Check[] {
  if (shards.length === 0) return [{ name: 'hosts', state: 'failed', found: 'none was found', remedy: tag }];
  const troubled = shards.flatMap(({ hostIncidents }) => hostIncidents);
  const told = new Set(troubled.map(({ hostId }) => hostId));
  const silent = shards
    .flatMap(({ silentHosts }) => Object.entries(silentHosts))
    .filter(([hostId]) => !told.has(hostId))
    .map(([hostId, atMs]) => failed(hostId, `does not answer, last read ${ago(atMs, nowMs)}`, agent));
  const checks = [...troubled.map(troubleCheck), ...silent];
  return checks.length > 0 ? checks : [{ name: 'hosts', state: 'ok', found: 'all that were found answer' }];
}

const troubleCheck = ({ hostId, symptom, evidence }: Incident): Check =>
  failed(hostId, evidence[0]?.words ?? symptom, symptom === 'telemetry-loss' ? prometheus : agent);

const failed = (hostId: string, found: string, remedy: string): Check => ({
  name: `host ${hostId}`,
  state: 'failed',
  found,
  remedy,
});
