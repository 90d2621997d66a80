import { type FakeDocker, fakeDocker } from '@ares/adapters/docker/testing';
import type { HostSnapshot } from '@ares/core';
import { afterEach, beforeEach, vi } from 'vitest';
import { fromText, toText } from '../../memory/agent-memory.ts';
import type { MemoryFile } from '../../memory/memory-file.ts';
import { buildSnapshot } from '../../snapshot/build-snapshot.ts';
import { type Wake, wakeBus } from '../../wake/wake-bus.ts';
import type { LedgerEntry } from '../../watch/own-act.ts';
import { HostWatch } from '../host-watch.ts';

export const T0 = 1_800_000_000_000;

export interface WatchStage {
  readonly docker: FakeDocker;
  readonly wakes: readonly Wake[];
  /** What the host's ledger answers; none at first. */
  readLedger: () => Promise<readonly LedgerEntry[]>;
  /** Starts a container that has run for a minute when the test begins. */
  runWeb(): string;
  /** Starts the agent's watch, or starts it anew after `stop` with what it remembered. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Lets time go by for the agent and for Docker alike. */
  pass(ms: number): Promise<void>;
  snapshot(): HostSnapshot;
  /** The container as the snapshot has it. */
  look(name: string): HostSnapshot['containers'][number] | undefined;
  reasons(): readonly Wake['reason'][];
}

const nothing = async (): Promise<readonly LedgerEntry[]> => [];

/** A fake Docker and a virtual clock for each test of a file. */
export function watchStage(): WatchStage {
  let docker: FakeDocker;
  let wakes: Wake[];
  let memory: MemoryFile;
  let watch: HostWatch;

  beforeEach(() => {
    vi.useFakeTimers({ now: T0 });
    docker = fakeDocker(T0 - 60_000);
    wakes = [];
    memory = memoryInText();
    stage.readLedger = nothing;
  });
  afterEach(async () => {
    const stopped = watch.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    await stopped;
    vi.useRealTimers();
  });

  const stage: WatchStage = {
    get docker() {
      return docker;
    },
    get wakes() {
      return wakes;
    },
    readLedger: nothing,
    runWeb() {
      const id = docker.run('web');
      docker.clock.nowMs = T0;
      return id;
    },
    async start() {
      watch = await startWatch({ docker, memory, wakes, readLedger: () => stage.readLedger() });
      await stage.pass(100);
    },
    stop: () => watch.stop(),
    async pass(ms) {
      await vi.advanceTimersByTimeAsync(ms);
      docker.clock.nowMs = Date.now();
    },
    snapshot: () => snapshotOf(watch),
    look: (name) => stage.snapshot().containers.find((container) => container.name === name),
    reasons: () => wakes.map(({ reason }) => reason),
  };
  return stage;
}

/** As on a disk, so that what cannot be written as text is lost. */
function memoryInText(): MemoryFile {
  let stored: string | undefined;
  return {
    load: async () => (stored === undefined ? undefined : fromText(stored)),
    save: async (now) => {
      stored = toText(now);
    },
  };
}

interface Started extends Pick<WatchStage, 'docker' | 'readLedger'> {
  readonly memory: MemoryFile;
  readonly wakes: Wake[];
}

function startWatch({ docker, memory, wakes, readLedger }: Started): Promise<HostWatch> {
  const bus = wakeBus();
  bus.subscribe((wake) => wakes.push(wake));
  const log = { info() {}, warn() {} };
  return HostWatch.start({ engine: docker, fleet: 'default', memory, readLedger, bus, log, onChange: () => {} });
}

const snapshotOf = (watch: HostWatch): HostSnapshot =>
  buildSnapshot({
    hostId: 'h',
    agentStartedAtMs: T0,
    nowMs: Date.now(),
    docker: watch.docker(),
    entries: watch.entries(),
    state: watch.state(),
    probesOf: () => [],
  });
