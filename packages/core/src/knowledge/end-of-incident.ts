import { intentOn, isProvenServing } from '../analyze/container-state.ts';
import { hostServiceId } from '../analyze/host-verdicts.ts';
import { type Action, isInFlight } from '../model/action.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Incident, IncidentState } from '../model/incident.ts';
import type { HumanIntent } from '../model/snapshot.ts';
import { isReadable } from '../monitor/observe.ts';
import { attemptsOn, isSpent, touchesOf } from '../plan/attempts.ts';

export interface End {
  /** `escalated`: nothing is left that ARES could do. */
  readonly state: Exclude<IncidentState, 'open'>;
  readonly words: string;
}

/** A symptom has to stay away this long before an incident that nobody healed is called recovered. */
const CALM_MS = 10_000;
/** For what keeps falling ill; Kubernetes' reset of a crash loop. */
const LONG_CALM_MS = 600_000;
/** A host that is missing from the list for a moment has not left the fleet. */
const HOST_GONE_MS = 60_000;

/** How an incident ends whose symptom is not seen; undefined as long as it does not. */
export function endOf(incident: Incident, fleet: Fleet): End | undefined {
  const { actions } = fleet.knowledge;
  if (actions.some((action) => action.incidentId === incident.id && isInFlight(action))) return undefined;
  const own = attemptsOn(actions, incident).filter((action) => action.incidentId === incident.id);
  const host = fleet.hosts.find((h) => h.hostId === incident.hostId);
  if (host === undefined) return hostGone(incident, fleet);
  if (incident.serviceId === hostServiceId(incident.hostId)) return recovered(incident, fleet, CALM_MS);
  if (!isReadable(host)) return undefined;
  const view = fleet.views.get(incident.serviceId);
  const intents = host.snapshot?.intents ?? [];
  if (incident.containerName === '') return view ? wellAgain(incident, own, fleet) : gone(incident, own, intents);
  const container = view?.containers.find((c) => c.name === incident.containerName);
  if (container === undefined) return gone(incident, own, intents);
  if (intentOn(container, intents)) return { state: 'human', words: 'a person stopped it' };
  return isProvenServing(container) ? wellAgain(incident, own, fleet) : undefined;
}

const hostGone = ({ lastSeenAtMs }: Incident, { nowMs }: Fleet): End | undefined =>
  nowMs - lastSeenAtMs >= HOST_GONE_MS ? { state: 'target-gone', words: 'its host left the fleet' } : undefined;

/** What ARES itself took away and did not bring back is no target that merely went: somebody has to know. */
function gone(incident: Incident, own: readonly Action[], intents: readonly HumanIntent[]): End | undefined {
  const { containerName, beganAtMs, state } = incident;
  const removal = intents.find(
    (intent) => intent.kind === 'remove' && intent.containerName === containerName && intent.atMs >= beganAtMs,
  );
  if (removal) return { state: 'human', words: 'a person removed it' };
  const last = touchesOf(own).at(-1);
  if (last?.kind !== 'recycle' || last.outcome === 'effective') {
    return { state: 'target-gone', words: 'its container is gone from the host' };
  }
  return state === 'escalated'
    ? undefined
    : { state: 'escalated', words: 'its container did not come back from recycle' };
}

function wellAgain(incident: Incident, own: readonly Action[], fleet: Fleet): End | undefined {
  const { actions } = fleet.knowledge;
  const relapsing = incident.state === 'escalated' && isSpent(attemptsOn(actions, incident), fleet.policy);
  if (relapsing) return recovered(incident, fleet, LONG_CALM_MS);
  const last = own.at(-1);
  if (last?.outcome === 'effective') return { state: 'healed', words: `healed by ${last.kind}, verified` };
  return recovered(incident, fleet, CALM_MS);
}

const recovered = (incident: Incident, { nowMs }: Fleet, calmMs: number): End | undefined =>
  nowMs - incident.lastSeenAtMs >= calmMs
    ? { state: 'recovered', words: 'the symptom went away by itself' }
    : undefined;
