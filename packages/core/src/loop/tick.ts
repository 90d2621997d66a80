import { newsOf } from '../knowledge/is-quiet.ts';
import { type Action, isInFlight } from '../model/action.ts';
import { AresError } from '../model/errors.ts';
import type { Fleet } from '../model/fleet.ts';
import type { Knowledge, Lease } from '../model/knowledge.ts';
import { observe } from '../monitor/observe.ts';
import { budgetClaims } from '../plan/budgets.ts';
import type { Ports } from '../ports/ports.ts';
import { follow } from './follow.ts';
import { settle } from './settle.ts';
import { intentEvent, perceive, type Thought, think } from './think.ts';

export interface TickSlot {
  readonly shard: string;
  /** Who decides; a process has one name for its life. */
  readonly holder: string;
  /** The slot of the schedule, or the wake-up; a key that was decided before changes nothing. */
  readonly key: string;
  readonly leaseTtlMs: number;
}

export type TickReport =
  | { readonly kind: 'skipped'; readonly why: 'lease' | 'duplicate' | 'fenced' }
  | {
      readonly kind: 'done';
      readonly durationMs: number;
      readonly services: number;
      readonly verdicts: number;
      /** Intents that `heal` has to be woken for; the caller decides how. */
      readonly wake: readonly string[];
      /** Actions whose commands somebody has to look at, where `tick` does not ask the command API itself. */
      readonly unanswered: readonly string[];
      /** How soon to look again: an action is in flight, one is held for now, or nothing is the matter. */
      readonly pace: 'in-flight' | 'held' | 'calm';
    };

/** All but the right to send: a tick only intends. */
export type TickPorts = Omit<Ports, 'commands'>;

/**
 * The whole loop, once. Level-triggered: reads the full state, compares, acts on the difference; it can be killed at
 * any line and the next one goes on from what is stored.
 * @throws AresError STORE_UNAVAILABLE: nothing was sent, because nothing could be stored
 */
export async function tick(ports: TickPorts, slot: TickSlot): Promise<TickReport> {
  const startedAtMs = ports.clock.now();
  const lease = await ports.knowledge.acquireLease(slot.shard, slot.holder, slot.leaseTtlMs);
  if (lease === undefined) return { kind: 'skipped', why: 'lease' };
  try {
    if (!(await ports.knowledge.beginTick(lease, slot.key))) return { kind: 'skipped', why: 'duplicate' };
    const thought = await decideTick(ports, lease);
    const wake = await storeIntents(ports, lease, thought);
    report(ports, lease, thought);
    const { fleet } = thought;
    return {
      kind: 'done',
      durationMs: ports.clock.now() - startedAtMs,
      services: fleet.views.size,
      verdicts: fleet.verdicts.length,
      wake,
      unanswered: thought.changes.actions.filter(isUnanswered).map(({ id }) => id),
      pace: paceOf(thought, wake),
    };
  } catch (error) {
    if (error instanceof AresError && error.code === 'FENCED') return { kind: 'skipped', why: 'fenced' };
    throw error;
  }
}

const isUnanswered = ({ state }: Action): boolean => state === 'sending' || state === 'sent';

function paceOf({ fleet, decided }: Thought, wake: readonly string[]): 'in-flight' | 'held' | 'calm' {
  if (wake.length > 0 || fleet.knowledge.actions.some(isInFlight)) return 'in-flight';
  return decided.some(({ decision }) => decision.kind === 'hold') ? 'held' : 'calm';
}

async function decideTick(ports: TickPorts, lease: Lease): Promise<Thought> {
  const [hosts, reading] = await Promise.all([observe(ports, lease.shard), ports.policy()]);
  const nowMs = ports.clock.now();
  const knowledge = await ports.knowledge.load(lease.shard, nowMs - reading.policy.attempts.windowMs);
  const judged = await judgedBy(ports, knowledge);
  const fleet = perceive(hosts, knowledge, reading, nowMs, judged);
  const inFlight = knowledge.actions.filter(isInFlight);
  const followed = await Promise.all(inFlight.map((action) => follow(ports.answers, action, lease, fleet)));
  const settled = followed.map(({ action, timeline }) => {
    const next = settle(action, lease, fleet);
    return { action: next.action, timeline: [...timeline, ...next.timeline] };
  });
  const thought = think(fleet, settled, reading, lease, ports.newId);
  await ports.knowledge.commit(lease, thought.changes);
  return thought;
}

/** Whatever is wrong with the models, healing does not wait for them. */
async function judgedBy({ models, log }: TickPorts, knowledge: Knowledge): Promise<Fleet['judged']> {
  try {
    return await models?.judge(newsOf(knowledge));
  } catch (error) {
    log.warn('models.failed', { message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

/** Nothing is sent that is not stored first; left-over intents of this decider are woken again. */
async function storeIntents(
  ports: TickPorts,
  lease: Lease,
  { fleet, intents, changes }: Thought,
): Promise<readonly string[]> {
  const wake = changes.actions.filter((action) => action.state === 'intended').map((action) => action.id);
  for (const action of intents) {
    const claims = budgetClaims(action, fleet.policy);
    const result = await ports.knowledge.storeIntent(lease, action, claims);
    ports.log.info('plan.intent', { actionId: action.id, result });
    await ports.knowledge.tell(lease, [intentEvent(action, result, ports.clock.now())]);
    if (result === 'stored') wake.push(action.id);
  }
  return wake;
}

function report(ports: TickPorts, lease: Lease, { decided, fleet }: Thought): void {
  for (const { incident, decision } of decided) {
    ports.log.info('plan.decided', {
      shard: lease.shard,
      epoch: lease.epoch,
      incidentId: incident.id,
      service: incident.service,
      symptom: incident.symptom,
      riskScore: incident.riskScore,
      detectionLagMs: incident.detectedAtMs - incident.beganAtMs,
      decision: decision.kind,
      guard: decision.kind === 'hold' ? decision.guard : undefined,
      reason: decision.kind === 'act' ? decision.action : decision.reason,
      tickAtMs: fleet.nowMs,
    });
  }
}
