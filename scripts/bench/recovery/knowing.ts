import type { Action, Incident, KnowledgeReader } from '@ares/core';
import { sleep } from './sleep.ts';

const SHARD = 'local';
const CALM_TRIES = 600;

/** Every action that ARES took on incidents since a moment, with its incident. */
export async function actionsSince(
  reader: KnowledgeReader,
  sinceMs: number,
): Promise<readonly { incident: Incident; action: Action }[]> {
  const incidents = await reader.incidents({ limit: 200 });
  const recent = incidents.filter((i) => i.lastSeenAtMs >= sinceMs || (i.closedAtMs ?? 0) >= sinceMs);
  const stories = await Promise.all(recent.map((incident) => reader.incident(incident.id)));
  return stories.flatMap((story) =>
    story && !('ambiguous' in story)
      ? story.actions.filter((a) => a.intendedAtMs >= sinceMs).map((action) => ({ incident: story.incident, action }))
      : [],
  );
}

/** Waits until every service is healthy, nothing is in flight and no incident is open. */
export async function untilCalm(reader: KnowledgeReader): Promise<void> {
  for (let i = 0; i < CALM_TRIES; i += 1) {
    const { services, inFlight, openIncidents, lastTickAtMs } = await reader.overview(SHARD);
    const alive = lastTickAtMs !== undefined && Date.now() - lastTickAtMs < 15_000;
    const acting = openIncidents.filter((incident) => incident.weight === 'act');
    if (alive && inFlight.length === 0 && acting.length === 0 && services.every((s) => s.health === 'HEALTHY')) return;
    await sleep(500);
  }
  throw new Error(
    'the fleet does not calm down: look at `npx ares status`; is ARES running (`ARES_FAULTS=on npm start`)?',
  );
}
