import { healthOf } from '../knowledge/health.ts';
import { personsHands, removedByPeople } from '../knowledge/persons-hands.ts';
import { reconcileIncidents } from '../knowledge/reconcile-incidents.ts';
import { localize } from '../localize/localize.ts';
import { isSameTarget } from '../model/action.ts';
import type { Decision } from '../model/decision.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { PersonsHand } from '../model/knowledge.ts';
import type { HealthState, Symptom, Verdict } from '../model/symptom.ts';
import { observe } from '../monitor/observe.ts';
import { byAPerson } from '../plan/guards/human-intent.ts';
import { stormOf } from '../plan/storm.ts';
import type { PolicyReading, Ports } from '../ports/ports.ts';
import { decide } from './decide.ts';
import { perceive } from './think.ts';

export interface Explanation {
  readonly service: string;
  readonly health: HealthState;
  readonly symptom?: Symptom;
  readonly decision?: Decision;
  readonly words: string;
}

/**
 * What the loop would decide for a service or container now. Reads everything, writes and sends nothing.
 * @returns undefined if no managed service or container has that name
 */
export async function explain(
  ports: Pick<Ports, 'clock' | 'hosts' | 'metrics' | 'knowledge' | 'policy'>,
  shard: string,
  target: string,
): Promise<Explanation | undefined> {
  const [hosts, reading] = await Promise.all([observe(ports, shard), ports.policy()]);
  const nowMs = ports.clock.now();
  const knowledge = await ports.knowledge.load(shard, nowMs - reading.policy.attempts.windowMs);
  const fleet = perceive(hosts, knowledge, reading, nowMs);
  const view = [...fleet.views.values()].find(
    (v) => v.service === target || v.serviceId === target || v.containers.some((c) => c.name === target),
  );
  if (view === undefined) return ofRemoved(target, fleet);
  const base = { service: view.service, health: healthOf(view, fleet) };
  const verdict = verdictFor(target, view, fleet);
  const hand = handOn(target, view, fleet);
  if (hand && (verdict === undefined || hand.containerName === target)) return { ...base, ...held(hand) };
  if (verdict === undefined) return { ...base, words: 'no symptom: nothing would be done' };
  return { ...base, symptom: verdict.symptom, ...ofVerdict(verdict, fleet, shard, reading) };
}

function ofVerdict(verdict: Verdict, fleet: Fleet, shard: string, { rejected }: PolicyReading): Said {
  const { incidents } = reconcileIncidents(fleet, shard, () => 'dry-run');
  const incident = incidents.find((i) => isSameTarget(i, verdict));
  if (incident === undefined || verdict.weight === 'tell') return { words: `${verdict.symptom} is told, not acted on` };
  if (incident.state === 'escalated') return { words: 'a person was called: nothing is done until it is well' };
  const diagnoses = fleet.verdicts.map((v) => localize(v, fleet));
  const diagnosis = localize(verdict, fleet);
  const lease = { shard, holder: 'dry-run', epoch: 0 };
  const stormUntilMs = stormOf(diagnoses, fleet)?.holdUntilMs;
  const { decision } = decide(incident, diagnosis, { fleet, lease, stormUntilMs, policyRejected: rejected });
  return { decision, words: wordsOf(decision) };
}

type Said = Pick<Explanation, 'decision' | 'words'>;

/** Of a named container its own, else the newest on any of the service. */
function handOn(target: string, view: ServiceView, fleet: Fleet): PersonsHand | undefined {
  const before = fleet.knowledge.services.find((memory) => memory.serviceId === view.serviceId);
  const hands = personsHands(view, before, fleet);
  const named = view.containers.some((container) => container.name === target);
  return hands.find((hand) => !named || hand.containerName === target);
}

/** No container of that name is left to have a symptom. */
function ofRemoved(target: string, fleet: Fleet): Explanation | undefined {
  for (const { service, serviceId, health, hands = [] } of [...removedByPeople(fleet), ...fleet.knowledge.services]) {
    const hand = hands.find(
      ({ kind, containerName }) => kind === 'remove' && [service, serviceId, containerName].includes(target),
    );
    if (hand) return { service, health, ...held(hand) };
  }
  return undefined;
}

function held(hand: PersonsHand): Required<Said> {
  const reason = `${hand.containerName} was ${byAPerson(hand)}`;
  const answers = [{ guard: 'human-intent', answer: 'hold', reason }] as const;
  const decision: Decision = { kind: 'hold', guard: 'human-intent', reason, answers };
  return { decision, words: wordsOf(decision) };
}

/** The gravest one of a service; of a named container only its own and the whole service's. */
function verdictFor(target: string, view: ServiceView, { verdicts }: Fleet): Verdict | undefined {
  const named = view.containers.some((container) => container.name === target);
  const own = verdicts.filter(
    (v) => v.serviceId === view.serviceId && (!named || v.containerName === target || v.containerName === ''),
  );
  return own.toSorted((a, b) => a.weight.localeCompare(b.weight) || b.riskScore - a.riskScore)[0];
}

function wordsOf(decision: Decision): string {
  if (decision.kind === 'act') return `would do: ${decision.action}`;
  return decision.kind === 'hold'
    ? `would hold at ${decision.guard}: ${decision.reason}`
    : `would call a person: ${decision.reason}`;
}
