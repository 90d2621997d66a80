import type { Action, Incident, KnowledgeStore, Lease } from '@ares/core';
import { anAction, anIncident, START_MS } from '@ares/simulator';
import { type KnowledgeUnderTest, noChanges, TTL_MS } from '@ares/simulator/testing';
import fc from 'fast-check';

type Holder = 'a' | 'b';

const holder = fc.oneof(
  { weight: 3, arbitrary: fc.constant('a' as const) },
  { weight: 1, arbitrary: fc.constant('b' as const) },
);
const target = fc.nat({ max: 1 });
const serial = fc.nat({ max: 1 });
const rarely = fc.nat({ max: 4 }).map((n) => n === 0);

/** What deciders, senders and people do, in any order; often enough in one that gets somewhere. */
export const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('acquire' as const), holder }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('switch' as const), on: rarely }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const), holder, key: fc.nat({ max: 3 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('intend' as const), holder, target, serial }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('claim' as const), target, serial, late: rarely }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('record' as const), target, serial }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('finish' as const), holder, target, serial }) },
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays steps on one store; each answer is a plain value that does not depend on how the store counts epochs. */
export class Player {
  readonly #under: KnowledgeUnderTest;
  readonly #incident: Incident;
  readonly #leases = new Map<Holder, Lease>();
  readonly #epochs: number[] = [];
  #seen: ReadonlyMap<string, Action> = new Map();

  constructor(under: KnowledgeUnderTest, names: { readonly shard: string; readonly incidentId: string }) {
    this.#under = under;
    this.#incident = anIncident({ shard: names.shard, id: names.incidentId, serviceId: names.shard });
  }

  async begin(): Promise<void> {
    const lease = await this.#acquire('a');
    if (lease) await this.#store.commit(lease, { ...noChanges, incidents: [this.#incident] });
  }

  async play(step: Step): Promise<unknown> {
    try {
      return await this.#answer(step);
    } catch (error) {
      if (error instanceof Error && 'code' in error) return error.code;
      throw error;
    }
  }

  /** @throws if a target has two actions in flight */
  async state(): Promise<unknown> {
    const { actions, killSwitch } = await this.#store.load(this.#incident.shard, 0);
    const told = await this.#under.timeline(this.#incident.id);
    const busy = actions.filter(({ state }) => state !== 'finished').map(({ targetId }) => targetId);
    if (new Set(busy).size < busy.length) throw new Error(`two in flight on one target: ${busy}`);
    return {
      on: killSwitch.on,
      actions: actions.map((action) => this.#plain(action)).toSorted(byId),
      told: told.map(({ kind, data }) => ({ kind, data })),
    };
  }

  get #store(): KnowledgeStore {
    return this.#under.knowledge;
  }

  async #answer(step: Step): Promise<unknown> {
    switch (step.do) {
      case 'acquire':
        return this.#rank((await this.#acquire(step.holder))?.epoch);
      case 'expire':
        return this.#under.expireLeases();
      case 'switch':
        return this.#under.setKillSwitch(step.on);
      case 'tick':
        return this.#store.beginTick(this.#lease(step.holder), `${this.#incident.shard} ${step.key}`);
      case 'intend':
        return this.#intend(step);
      case 'claim':
        return this.#claim(step);
      case 'record': {
        const action = await this.#known(this.#id(step));
        return action && this.#store.recordCommand(action, `command ${action.id}`, START_MS + 2);
      }
      case 'look':
        return this.#look();
      case 'finish':
        return this.#finish(step);
    }
  }

  async #intend({ holder: by, target: on, serial: attempt }: Step & { do: 'intend' }): Promise<unknown> {
    const lease = this.#lease(by);
    const targetId = `${this.#incident.id} ${on}`;
    const id = this.#id({ target: on, serial: attempt });
    const action = anAction(this.#incident, { id, attempt, targetId, epoch: lease.epoch });
    const scope = this.#incident.id;
    return this.#store.storeIntent(lease, action, [{ scope, inFlightMax: 1, perHourMax: 3 }]);
  }

  async #claim(step: Step & { do: 'claim' }): Promise<unknown> {
    const claim = await this.#store.claim(this.#id(step), START_MS + (step.late ? 100_000 : 1));
    return claim.claimed ? this.#plain(claim.action) : claim.reason;
  }

  /** A tick reads; what it writes later may be out of date by then. */
  async #look(): Promise<void> {
    const { actions } = await this.#store.load(this.#incident.shard, 0);
    this.#seen = new Map(actions.map((action) => [action.id, action]));
  }

  async #finish(step: Step & { do: 'finish' }): Promise<unknown> {
    const action = this.#seen.get(this.#id(step));
    if (action === undefined) return 'never seen';
    const finished: Action = { ...action, state: 'finished', outcome: 'effective', finishedAtMs: START_MS + 3 };
    return this.#store.commit(this.#lease(step.holder), { ...noChanges, actions: [finished] });
  }

  async #known(id: string): Promise<Action | undefined> {
    return (await this.#store.load(this.#incident.shard, 0)).actions.find((action) => action.id === id);
  }

  async #acquire(by: Holder): Promise<Lease | undefined> {
    const lease = await this.#store.acquireLease(this.#incident.shard, by, TTL_MS);
    if (lease) this.#leases.set(by, lease);
    return lease;
  }

  #lease(by: Holder): Lease {
    return this.#leases.get(by) ?? { shard: this.#incident.shard, holder: by, epoch: 0 };
  }

  #id(step: { readonly target: number; readonly serial: number }): string {
    return `${this.#incident.id}.${step.target}.${step.serial}`;
  }

  #plain(action: Action): object {
    return { ...action, epoch: this.#rank(action.epoch) };
  }

  /** Epochs by the order of their coming, since stores begin to count at different numbers. */
  #rank(epoch: number | undefined): number | undefined {
    if (epoch !== undefined && !this.#epochs.includes(epoch)) this.#epochs.push(epoch);
    return epoch === undefined ? undefined : this.#epochs.indexOf(epoch);
  }
}

const byId = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
