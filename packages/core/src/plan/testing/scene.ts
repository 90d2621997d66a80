import { aMemory, anIncident, aPolicy, aSnapshot } from '@ares/simulator';
import { localize } from '../../localize/localize.ts';
import type { Action } from '../../model/action.ts';
import type { FeatureSample } from '../../model/feature.ts';
import type { Knowledge, ServiceMemory } from '../../model/knowledge.ts';
import type { Policy } from '../../model/policy.ts';
import type { ContainerState, HostSnapshot } from '../../model/snapshot.ts';
import type { Verdict } from '../../model/symptom.ts';
import { aFleet, aHost, aKnowledge, anAction, aVerdict, crashed, NOW } from '../../testing/fixtures.ts';
import { attemptsOn, fruitlessOf } from '../attempts.ts';
import { plan } from '../plan.ts';
import type { PlanInput } from '../plan-input.ts';

export interface Scene {
  readonly containers?: readonly ContainerState[];
  readonly snapshot?: Partial<HostSnapshot>;
  readonly verdict?: Partial<Verdict>;
  readonly others?: readonly Verdict[];
  readonly policy?: Partial<Policy>;
  readonly knowledge?: Partial<Knowledge>;
  readonly memory?: Partial<ServiceMemory>;
  readonly input?: Partial<PlanInput>;
  readonly samples?: readonly FeatureSample[];
}

/** Plans for a crashed cart, with whatever the scene changes. */
export function decide({
  containers = [crashed('cart')],
  snapshot,
  verdict,
  others = [],
  policy,
  knowledge,
  memory,
  input,
  samples = [],
}: Scene = {}) {
  const host = aHost(containers, {
    snapshot: aSnapshot({ containers, ...snapshot }),
    metrics: { samples, quarantined: 0, dropped: 0 },
  });
  const own = aVerdict('cart', verdict);
  const known = aKnowledge({ services: [aMemory({ service: 'cart', ...memory })], ...knowledge });
  const fleet = aFleet([host], { verdicts: [own, ...others], policy: aPolicy(policy), knowledge: known });
  const view = fleet.views.get(own.serviceId);
  const container = containers.find((c) => c.name === own.containerName);
  const attempts = attemptsOn(known.actions, own);
  return plan({
    diagnosis: localize(own, fleet),
    incident: anIncident({ service: 'cart', symptom: own.symptom }),
    fleet,
    host,
    attempts,
    fruitless: fruitlessOf(attempts),
    memory: aMemory({ service: 'cart', ...memory }),
    ...(view ? { view } : {}),
    ...(container ? { container } : {}),
    ...input,
  });
}

export const failed = (n: number, over: Partial<Action> = {}): readonly Action[] =>
  Array.from({ length: n }, (_, i) =>
    anAction('cart', {
      id: `incident-cart.0.${i + 1}`,
      state: 'finished',
      outcome: 'ineffective',
      finishedAtMs: NOW - 600_000 + i,
      intendedAtMs: NOW - 660_000 + i,
      ...over,
    }),
  );

export const stop = {
  containerName: 'shop-cart-1',
  containerId: 'a'.repeat(64),
  kind: 'stop',
  atMs: NOW - 5_000,
} as const;
export const needsDb = { labels: { dependsOn: ['postgres'] } };
