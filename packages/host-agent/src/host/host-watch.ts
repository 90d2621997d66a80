import {
  type DockerEngine,
  type DockerEvent,
  type DockerFollower,
  type FirstLook,
  followDocker,
} from '@ares/adapters/docker';
import type { EpochMs, HostSnapshot } from '@ares/core';
import type { AgentLog } from '../log.ts';
import type { AgentMemory } from '../memory/agent-memory.ts';
import type { MemoryFile } from '../memory/memory-file.ts';
import type { WakeBus } from '../wake/wake-bus.ts';
import { foldEvent } from '../watch/fold-event.ts';
import { isOwnAct, type LedgerEntry, UNFINISHED_MS } from '../watch/own-act.ts';
import { awaitDie, isSettling } from '../watch/settle.ts';
import { ageUnknown } from '../watch/unknown.ts';
import type { WatchState } from '../watch/watch.ts';
import { type ContainerIndex, containerIndex, type Entry } from './container-index.ts';
import { type DockerStatus, dockerStatus } from './docker-status.ts';
import { isCommanded, isOfFleet, wakes } from './event-kinds.ts';
import { repeat } from './repeat.ts';
import { resyncer } from './resync.ts';
import { ledgerSince, takeFirstLook } from './take-first-look.ts';
import { type Turns, turns } from './turns.ts';
import { type WatchKeeper, watchKeeper } from './watch-keeper.ts';

export interface HostWatchOptions {
  readonly engine: DockerEngine;
  readonly fleet: string;
  readonly memory: MemoryFile;
  /** Actions of ARES on this host since then. */
  readonly readLedger: (sinceMs: EpochMs) => Promise<readonly LedgerEntry[]>;
  readonly bus: WakeBus;
  readonly log: AgentLog;
  /** Called after anything that `inspect` tells may have changed. */
  readonly onChange: (entries: readonly Entry[]) => void;
}

const PING_MS = 2_000;
const RESYNC_MS = 10_000;

/** Knows at any time which containers of the fleet are there, how they are, and who stopped them. */
export class HostWatch {
  readonly #options: HostWatchOptions;
  readonly #status: DockerStatus = dockerStatus(Date.now);
  readonly #index: ContainerIndex;
  readonly #keeper: WatchKeeper;
  readonly #turns: Turns;
  readonly #follower: DockerFollower;
  readonly #resync: () => Promise<void>;
  readonly #repeats: readonly (() => void)[];
  #lastSeenAtMs: EpochMs;
  /** Events that the cursor has passed and that wait for their turn. */
  #untold = 0;
  /** What must not be forgotten has changed. */
  #unsaved = false;
  #agedAtMs = performance.now();

  static async start(options: HostWatchOptions): Promise<HostWatch> {
    return new HostWatch(options, await options.memory.load());
  }

  private constructor(options: HostWatchOptions, remembered: AgentMemory | undefined) {
    const { engine, fleet, bus, log } = options;
    this.#options = options;
    this.#lastSeenAtMs = remembered?.lastSeenAtMs ?? Date.now();
    this.#index = containerIndex(engine, fleet, (error) => this.#status.unwell(error));
    this.#turns = turns((error) => log.warn('docker.event.failed', { reason: String(error) }));
    this.#keeper = watchKeeper({
      start: remembered?.state,
      afterEvents: (work) => void this.#turns.take(work),
      isConnected: () => this.#status.isConnected(),
      onSettled: ({ name, exitsAtMs }) =>
        bus.wake({ reason: 'die', containerName: name, atMs: exitsAtMs.at(-1) ?? Date.now() }),
      onIntents: () => {
        this.#unsaved = true;
        void this.#saveIfDue();
      },
    });
    this.#resync = resyncer(engine, this.#index);
    this.#repeats = [repeat(PING_MS, () => this.#ping()), repeat(RESYNC_MS, () => this.#compare())];
    const listener = {
      connected: (look: FirstLook) => this.#hear(() => this.#catchUp(look)),
      event: (event: DockerEvent) => this.#onEvent(event),
      disconnected: (error: Error) => this.#onDisconnected(error),
    };
    this.#follower = followDocker(engine, listener, remembered?.cursor);
  }

  docker(): HostSnapshot['docker'] {
    return this.#status.read();
  }

  /** Containers of the fleet, with valid labels or not. */
  entries(): readonly Entry[] {
    return this.#index.entries();
  }

  state(): WatchState {
    return this.#keeper.state();
  }

  async stop(): Promise<void> {
    for (const stop of this.#repeats) stop();
    await this.#follower.stop();
    await this.#turns.take(() => this.#keeper.stop());
    await this.#save();
  }

  #hear(work: () => Promise<void>): void {
    this.#untold += 1;
    void this.#turns.take(async () => {
      try {
        await work();
      } finally {
        this.#untold -= 1;
        void this.#saveIfDue();
      }
    });
  }

  async #catchUp(look: FirstLook): Promise<void> {
    this.#index.replace(look.containers);
    const containers = this.entries().map(({ facts }) => facts);
    const lastSeenAtMs = this.#lastSeenAtMs;
    const context = {
      containers,
      missed: look.missed.filter((event) => isOfFleet(event, this.#options.fleet)),
      lastSeenAtMs,
      nowMs: Date.now(),
      elapsedMs: performance.now(),
      ledger: await this.#ledgerSince(ledgerSince(containers, lastSeenAtMs)),
    };
    this.#keeper.change((state) => takeFirstLook(state, look, context));
    this.#status.connected();
    this.#seen();
    const { continuity, missed } = look;
    this.#options.log.info('docker.connected', { continuity, missed: missed.length, containers: containers.length });
    this.#changed();
    this.#options.bus.wake({ reason: 'connected', containerName: '', atMs: Date.now() });
  }

  #onDisconnected(error: Error): void {
    if (this.#status.isConnected()) this.#options.log.warn('docker.disconnected', { reason: error.message });
    this.#status.disconnected(error);
  }

  #onEvent(event: DockerEvent): void {
    if (isOfFleet(event, this.#options.fleet) && event.action !== 'other') this.#hear(() => this.#tell(event));
    else if (event.action === 'connect' || event.action === 'disconnect') void this.#look(event);
  }

  async #tell(event: DockerEvent): Promise<void> {
    const ownAct = isCommanded(event.action) && (await this.#isOwn(event));
    const stopSignal = this.#index.get(event.containerId)?.facts.stopSignal;
    this.#keeper.change((state) => foldEvent(state, event, { elapsedMs: performance.now(), ownAct, stopSignal }));
    void this.#look(event);
  }

  async #isOwn(event: DockerEvent): Promise<boolean> {
    const watch = this.state().watches.get(event.containerId);
    return watch !== undefined && isOwnAct(await this.#ledgerSince(event.atMs - UNFINISHED_MS), watch, event.atMs);
  }

  /** Without a readable ledger every stop is a person's: then nothing is done. */
  async #ledgerSince(sinceMs: EpochMs): Promise<readonly LedgerEntry[]> {
    try {
      return await this.#options.readLedger(sinceMs);
    } catch (error) {
      this.#options.log.warn('ledger.unreadable', { reason: String(error) });
      return [];
    }
  }

  /** Inspects after an event, and wakes the loop unless another event has to come first. */
  async #look({ containerId, action, attributes, atMs }: DockerEvent): Promise<void> {
    const known = this.#index.get(containerId);
    if (known === undefined && (action === 'connect' || action === 'disconnect')) return;
    if (action === 'destroy') this.#index.remove(containerId);
    await this.#index.refresh(containerId);
    this.#changed();
    const facts = this.#index.get(containerId)?.facts;
    const settling = facts !== undefined && isSettling(this.state().watches.get(containerId), facts);
    if (!wakes(action) || settling) return;
    this.#options.bus.wake({ reason: action, containerName: attributes.name ?? '', atMs });
  }

  #changed(): void {
    this.#keeper.change((state) =>
      this.entries().reduce((next, { facts }) => awaitDie(next, facts, performance.now()), state),
    );
    this.#options.onChange(this.entries());
  }

  async #ping(): Promise<void> {
    await this.#options.engine.ping().then(
      () => this.#seen(),
      (error: Error) => this.#status.unwell(error),
    );
  }

  #seen(): void {
    this.#status.well();
    if (this.#status.isConnected()) this.#lastSeenAtMs = Date.now();
  }

  async #compare(): Promise<void> {
    if (!this.#status.isConnected()) return;
    try {
      await this.#resync();
      this.#seen();
    } catch (error) {
      this.#status.unwell(error as Error);
    }
    const passedMs = performance.now() - this.#agedAtMs;
    this.#agedAtMs += passedMs;
    const facts = this.entries().map((entry) => entry.facts);
    this.#keeper.change((state) => ageUnknown(state, facts, passedMs));
    this.#changed();
    await this.#save();
  }

  async #saveIfDue(): Promise<void> {
    if (this.#unsaved) await this.#save();
  }

  /** Never while events wait that the cursor has passed already: they would be lost with the process. */
  async #save(): Promise<void> {
    const cursor = this.#follower.cursor();
    if (cursor === undefined || this.#untold > 0) return;
    this.#unsaved = false;
    await this.#options.memory.save({ lastSeenAtMs: this.#lastSeenAtMs, cursor, state: this.state() });
  }
}
