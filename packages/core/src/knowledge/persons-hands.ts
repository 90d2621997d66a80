import { intentOn } from '../analyze/container-state.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { PersonsHand, ServiceMemory } from '../model/knowledge.ts';
import type { HumanIntent } from '../model/snapshot.ts';
import { isReadable } from '../monitor/observe.ts';

const KEPT = 3;
/** A removal has no end by itself: later it is how things are. */
const REMOVAL_TOLD_MS = 3_600_000;

/** What people hold in their hands of a service's containers, newest first. */
export function personsHands(
  view: ServiceView,
  before: ServiceMemory | undefined,
  fleet: Fleet,
): readonly PersonsHand[] {
  const intents = intentsOn(view.hostId, fleet);
  const held = view.containers.flatMap((container) => intentOn(container, intents) ?? []);
  const there = new Set(view.containers.map(({ name }) => name));
  return newest([...held, ...(before ? removalsOf(before, there, fleet) : [])]);
}

/** Memories of services whose last container a person has just removed: nothing else would ever tell it. */
export function removedByPeople(fleet: Fleet): readonly ServiceMemory[] {
  const gone = fleet.knowledge.services.filter(
    ({ serviceId, replicas }) => !fleet.views.has(serviceId) && replicas?.known !== 0,
  );
  return gone.flatMap((memory) => {
    const removals = removalsOf(memory, new Set(), fleet);
    if (removals.length === 0) return [];
    const down = { health: 'DOWN', healthSinceMs: fleet.nowMs, replicas: { running: 0, known: 0 } } as const;
    return [{ ...memory, ...down, hands: newest(removals) }];
  });
}

/** Removals of containers that the service had and that did not come back under their name. */
function removalsOf(memory: ServiceMemory, there: ReadonlySet<string>, fleet: Fleet): readonly HumanIntent[] {
  const had = [...Object.keys(memory.dockerRestarts), ...(memory.hands ?? []).map((hand) => hand.containerName)];
  return intentsOn(memory.hostId, fleet).filter(
    ({ kind, containerName, atMs }) =>
      kind === 'remove' &&
      had.includes(containerName) &&
      !there.has(containerName) &&
      fleet.nowMs - atMs < REMOVAL_TOLD_MS,
  );
}

function intentsOn(hostId: string, { hosts }: Fleet): readonly HumanIntent[] {
  const host = hosts.find((h) => h.hostId === hostId);
  return isReadable(host) ? (host?.snapshot?.intents ?? []) : [];
}

const newest = (intents: readonly HumanIntent[]): readonly PersonsHand[] =>
  intents
    .toSorted((a, b) => b.atMs - a.atMs)
    .slice(0, KEPT)
    .map(({ containerName, kind, atMs }) => ({ containerName, kind, atMs }));
