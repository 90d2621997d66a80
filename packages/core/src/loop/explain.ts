import { healthOf } from '../knowledge/health.ts';
import { reconcileIncidents } from '../knowledge/reconcile-incidents.ts';
import { localize } from '../localize/localize.ts';
import { isSameTarget } from '../model/action.ts';
import type { Decision } from '../model/decision.ts';
import type { Fleet, ServiceView } from '../model/fleet.ts';
import type { HealthState, Symptom, Verdict } from '../model/symptom.ts';
import { observe } from '../monitor/observe.ts';
import { stormOf } from '../plan/storm.ts';
import type { Ports } from '../ports/ports.ts';
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
  if (view === undefined) return undefined;
  const health = healthOf(view, fleet);
  const verdict = verdictFor(target, view, fleet);
  if (verdict === undefined) return { service: view.service, health, words: 'no symptom: nothing would be done' };
  const { incidents } = reconcileIncidents(fleet, shard, () => 'dry-run');
  const incident = incidents.find((i) => isSameTarget(i, verdict));
  if (incident === undefined || verdict.weight === 'tell') {
    return {
      service: view.service,
      health,
      symptom: verdict.symptom,
      words: `${verdict.symptom} is told, not acted on`,
    };
  }
  if (incident.state === 'escalated') {
    const words = 'a person was called: nothing is done until it is well';
    return { service: view.service, health, symptom: verdict.symptom, words };
  }
  const diagnoses = fleet.verdicts.map((v) => localize(v, fleet));
  const diagnosis = localize(verdict, fleet);
  const lease = { shard, holder: 'dry-run', epoch: 0 };
  const stormUntilMs = stormOf(diagnoses, fleet)?.holdUntilMs;
  const { decision } = decide(incident, diagnosis, { fleet, lease, stormUntilMs, policyRejected: reading.rejected });
  return { service: view.service, health, symptom: verdict.symptom, decision, words: wordsOf(decision) };
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
