import type { Decision, FleetOverview, Incident, Knowledge, ServiceMemory } from '@ares/core';
import { timeline } from '@ares/db';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';
import { readKnowledge, snapshot } from './load.ts';

const REMOVAL_SHOWN_MS = 3_600_000;

/** The fleet as of the last tick. */
export const overview = (db: Database, shard: string): Promise<FleetOverview> =>
  db.transaction(async (tx) => {
    const known = await readKnowledge(tx, shard, Number.MAX_SAFE_INTEGER);
    const { lastTickAtMs, policyVersion, policyRejected, labelProblems = [] } = known.shard;
    return {
      killSwitch: known.killSwitch,
      ...(lastTickAtMs === undefined ? {} : { lastTickAtMs }),
      services: shownServices(known).toSorted((a, b) => (a.serviceId < b.serviceId ? -1 : 1)),
      openIncidents: known.incidents.toReversed(),
      decisions: await lastDecisions(tx, known.incidents),
      inFlight: known.actions,
      silentHosts: silentHosts(known),
      ...(policyVersion === undefined ? {} : { policyVersion }),
      ...(policyRejected === undefined ? {} : { policyRejected }),
      labelProblems,
    };
  }, snapshot);

/** Memories outlive their containers; people are shown what is there. */
function shownServices(known: Knowledge): readonly ServiceMemory[] {
  const there = known.services.filter(isSeen(known));
  const projects = new Set(there.map(projectOf));
  const open = new Set(known.incidents.map(({ serviceId }) => serviceId));
  const missing = known.services.filter(
    (memory) =>
      !there.includes(memory) &&
      // A whole application that was taken down is nobody's trouble.
      (open.has(memory.serviceId) || (isJustRemoved(memory, known) && projects.has(projectOf(memory)))),
  );
  return [...there, ...missing];
}

/** By the last reading of its host, which may be older than the last tick. */
const isSeen =
  ({ shard }: Knowledge) =>
  ({ hostId, lastSeenAtMs }: ServiceMemory): boolean =>
    lastSeenAtMs >= (shard.lastReadAtMs?.[hostId] ?? shard.lastTickAtMs ?? 0);

const isJustRemoved = ({ replicas, hands = [] }: ServiceMemory, { shard }: Knowledge): boolean =>
  replicas?.known === 0 && hands.some(({ atMs }) => (shard.lastTickAtMs ?? 0) - atMs < REMOVAL_SHOWN_MS);

/** `HOST/PROJECT/SERVICE` without its service. */
const projectOf = ({ serviceId, service }: ServiceMemory): string => serviceId.slice(0, -service.length);

function silentHosts({ shard }: Knowledge): FleetOverview['silentHosts'] {
  const { lastTickAtMs = 0, lastReadAtMs = {} } = shard;
  return Object.fromEntries(Object.entries(lastReadAtMs).filter(([, atMs]) => atMs < lastTickAtMs));
}

async function lastDecisions(tx: Transaction, open: readonly Incident[]): Promise<FleetOverview['decisions']> {
  if (open.length === 0) return {};
  const ids = open.map(({ id }) => id);
  const rows = await tx
    .selectDistinctOn([timeline.incidentId])
    .from(timeline)
    .where(and(inArray(timeline.incidentId, ids), eq(timeline.kind, 'decided')))
    .orderBy(timeline.incidentId, desc(timeline.atMs), desc(timeline.id));
  return Object.fromEntries(
    rows.map(({ incidentId, data }) => [incidentId, (data as { decision: Decision }).decision]),
  );
}
