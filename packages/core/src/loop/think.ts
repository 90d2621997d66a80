import { analyze } from '../analyze/analyze.ts';
import { hostVerdicts, updateShardMemory } from '../analyze/host-verdicts.ts';
import { withSignals } from '../analyze/with-signals.ts';
import { removedByPeople } from '../knowledge/persons-hands.ts';
import { reconcileIncidents } from '../knowledge/reconcile-incidents.ts';
import { remember } from '../knowledge/remember.ts';
import { shardNews } from '../knowledge/shard-news.ts';
import { type Diagnosis, localize } from '../localize/localize.ts';
import { nameRoots } from '../localize/name-roots.ts';
import { type Action, isInFlight, isSameTarget } from '../model/action.ts';
import type { Fleet, HostObservation } from '../model/fleet.ts';
import type { Incident, TimelineEvent } from '../model/incident.ts';
import type { Knowledge, Lease, OutboxMessage, ServiceMemory, ShardMemory, TickChanges } from '../model/knowledge.ts';
import { serviceViews } from '../monitor/service-view.ts';
import { type Storm, stormOf } from '../plan/storm.ts';
import type { PolicyReading } from '../ports/ports.ts';
import { type DecideContext, type Decided, decide } from './decide.ts';
import { scaleIns } from './scale-in.ts';
import type { Settled } from './settle.ts';

export interface Thought {
  readonly fleet: Fleet;
  readonly changes: TickChanges;
  readonly intents: readonly Action[];
  readonly decided: readonly Decided[];
}

/** Analyze: what this tick sees, with its verdicts. */
export function perceive(
  hosts: readonly HostObservation[],
  knowledge: Knowledge,
  { policy }: PolicyReading,
  nowMs: number,
  judged?: Fleet['judged'],
): Fleet {
  const views = serviceViews(hosts, policy);
  const shard = updateShardMemory(knowledge.shard, hosts, nowMs);
  const seen = [...analyze(views, hosts, knowledge, nowMs), ...hostVerdicts(hosts, shard, nowMs)];
  const verdicts = withSignals(seen, knowledge.signals ?? [], nowMs);
  return {
    views: new Map(views.map((view) => [view.serviceId, view])),
    hosts,
    verdicts,
    knowledge: { ...knowledge, shard },
    policy,
    nowMs,
    ...(judged ? { judged } : {}),
  };
}

/**
 * The pure heart of a tick: localize, plan and learn, given what was perceived and how the actions in flight stand.
 * @param settled all actions that were in flight before this tick
 */
export function think(
  perceived: Fleet,
  settled: readonly Settled[],
  reading: PolicyReading,
  lease: Lease,
  newId: () => string,
): Thought {
  const acted = withActions(perceived, settled);
  const { incidents, timeline, outbox } = reconcileIncidents(acted, lease.shard, newId);
  const seen = [...acted.views.values()].map((view) => remember(view, memoryOf(acted, view.serviceId), acted));
  const { memories, timeline: roots } = nameRoots(acted, incidents, seen);
  const fleet = withMemories(acted, memories);
  const diagnoses = fleet.verdicts.map((verdict) => localize(verdict, fleet));
  const storm = stormOf(diagnoses, fleet);
  const context = { fleet, lease, stormUntilMs: storm?.holdUntilMs, policyRejected: reading.rejected };
  const decided = decideAll(diagnoses, incidents, context);
  const intents = [...decided.flatMap((d) => d.intent ?? []), ...scaleIns(fleet, lease)];
  return {
    fleet,
    decided,
    intents,
    changes: {
      shard: shardNews(withStorm(fleet.knowledge.shard, storm), fleet, reading.rejected),
      services: [...memories.map((memory) => countAttempts(memory, intents)), ...removedByPeople(acted)],
      incidents: incidents.map((i) => decided.find((d) => d.incident.id === i.id)?.incident ?? i),
      actions: settled.map((s) => s.action),
      timeline: [...settled.flatMap((s) => s.timeline), ...timeline, ...roots, ...decided.flatMap((d) => d.timeline)],
      outbox: [...outbox, ...decided.flatMap((d) => d.outbox), ...stormAlarm(fleet, storm)],
    },
  };
}

/**
 * One after another, so that what is intended for one target counts for the next. What is already being done for an
 * incident ends before more is decided.
 */
function decideAll(
  diagnoses: readonly Diagnosis[],
  incidents: readonly Incident[],
  context: DecideContext,
): readonly Decided[] {
  const decided: Decided[] = [];
  for (const diagnosis of diagnoses) {
    const incident = incidents.find((i) => isSameTarget(i, diagnosis.verdict));
    if (incident?.state !== 'open' || incident.weight !== 'act') continue;
    const { fleet } = context;
    if (fleet.knowledge.actions.some((action) => action.incidentId === incident.id && isInFlight(action))) continue;
    const actions = [...fleet.knowledge.actions, ...decided.flatMap((d) => d.intent ?? [])];
    const knowledge = { ...fleet.knowledge, actions };
    decided.push(decide(incident, diagnosis, { ...context, fleet: { ...fleet, knowledge } }));
  }
  return decided;
}

/** The fleet with its actions as they stand after following them. */
function withActions(fleet: Fleet, settled: readonly Settled[]): Fleet {
  const now = new Map(settled.map(({ action }) => [action.id, action]));
  const actions = fleet.knowledge.actions.map((action) => now.get(action.id) ?? action);
  return { ...fleet, knowledge: { ...fleet.knowledge, actions } };
}

const memoryOf = (fleet: Fleet, serviceId: string): ServiceMemory | undefined =>
  fleet.knowledge.services.find((memory) => memory.serviceId === serviceId);

/** What was learnt in this very tick counts in it: a deploy just seen, a root just well again. */
function withMemories(fleet: Fleet, memories: readonly ServiceMemory[]): Fleet {
  const gone = fleet.knowledge.services.filter((memory) => !fleet.views.has(memory.serviceId));
  return { ...fleet, knowledge: { ...fleet.knowledge, services: [...memories, ...gone] } };
}

function withStorm(
  { stormSinceMs: _, stormUntilMs: __, ...shard }: ShardMemory,
  storm: Storm | undefined,
): ShardMemory {
  return storm ? { ...shard, stormSinceMs: storm.sinceMs, stormUntilMs: storm.untilMs } : shard;
}

const countAttempts = (memory: ServiceMemory, intents: readonly Action[]): ServiceMemory => {
  const attempts = intents.filter((a) => a.serviceId === memory.serviceId).map((a) => a.attempt);
  return attempts.length > 0 ? { ...memory, attempts: Math.max(...attempts) } : memory;
};

/** A storm stops everything, so a person has to know: once, when it begins. */
function stormAlarm({ nowMs }: Fleet, storm: Storm | undefined): readonly OutboxMessage[] {
  if (!storm?.begins) return [];
  const words =
    'storm: too many services with a root of their own at once; nothing is healed until it ends, or for 15 min';
  return [{ id: `storm.${nowMs}`, kind: 'alarm', words, atMs: nowMs }];
}

/** Intents and their fate, for the story of the incident. */
export const intentEvent = (action: Action, result: string, atMs: number): TimelineEvent => ({
  incidentId: action.incidentId,
  atMs,
  kind: 'intent',
  words: result === 'stored' ? `${action.kind} ${action.containerName} intended` : `not intended: ${result}`,
  data: { actionId: action.id, result, kind: action.kind, containerName: action.containerName },
});
