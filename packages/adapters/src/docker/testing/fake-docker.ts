import { AresError, type EpochMs } from '@ares/core';
import {
  type ContainerFacts,
  type DockerAction,
  type DockerEngine,
  type DockerEvent,
  EVENTS_KEPT,
} from '../docker-engine.ts';

type Change = Partial<ContainerFacts>;

/** A Docker daemon in memory, at a time of its own, with the hands of those who use it. */
export interface FakeDocker extends DockerEngine {
  readonly clock: { nowMs: EpochMs };
  run(name: string, labels?: Readonly<Record<string, string>>): string;
  /** Tells an event and, where one is given, changes the facts of the container before. */
  tell(id: string, action: DockerAction, change?: Change, attributes?: Readonly<Record<string, string>>): void;
  stop(id: string): void;
  crash(id: string, exitCode?: number): void;
  start(id: string): void;
  remove(id: string): void;
  /** Changes facts without a word. */
  change(id: string, change: Change): void;
  vanish(id: string): void;
  /** Breaks every event stream. */
  cut(): void;
  /** The daemon forgets its events, as if many others had come. */
  forget(): void;
  /** All containers go down with the daemon, and another daemon comes up. */
  restart(): void;
  /** Nothing is answered until it is told so. */
  setHanging(hanging: boolean): void;
}

interface Listener {
  readonly onEvent: (event: DockerEvent) => void;
  readonly end: (error: Error) => void;
}

export function fakeDocker(startMs: EpochMs): FakeDocker {
  const clock = { nowMs: startMs };
  const containers = new Map<string, ContainerFacts>();
  const listeners = new Set<Listener>();
  let events: DockerEvent[] = [];
  let bootMs = startMs;
  let serial = 0;
  let hanging = false;

  const answer = async <T>(value: () => T): Promise<T> => {
    if (hanging) throw new AresError('DOCKER_UNAVAILABLE', 'no answer', { retryable: true });
    return structuredClone(value());
  };
  const find = (id: string): ContainerFacts => {
    const facts = containers.get(id);
    if (facts === undefined) throw new Error(`no container ${id}`);
    return facts;
  };
  const change = (id: string, by: Change): void => void containers.set(id, { ...find(id), ...by });
  const tell: FakeDocker['tell'] = (id, action, by = {}, attributes = {}) => {
    change(id, by);
    const { name, project, composeService, dockerLabels } = find(id);
    const compose = { 'com.docker.compose.project': project, 'com.docker.compose.service': composeService };
    serial += 1;
    const event: DockerEvent = {
      key: `${serial}`,
      atMs: clock.nowMs,
      action,
      containerId: id,
      attributes: { ...dockerLabels, ...compose, name, ...attributes },
    };
    events = [...events, event].slice(-EVENTS_KEPT);
    for (const { onEvent } of listeners) onEvent(event);
  };
  const down = (exitCode: number): Change => ({ state: 'exited', exitCode, finishedAtMs: clock.nowMs });
  const cut = (): void => {
    for (const { end } of listeners) end(new Error('the stream was cut'));
    listeners.clear();
  };

  return {
    clock,
    tell,
    change,
    cut,
    run(name, labels = {}) {
      serial += 1;
      const id = serial.toString(16).padStart(64, '0');
      containers.set(id, created(id, name, labels));
      tell(id, 'create');
      tell(id, 'start', { state: 'running', startedAt: new Date(clock.nowMs).toISOString(), startedAtMs: clock.nowMs });
      return id;
    },
    start: (id) => tell(id, 'start', { state: 'running', startedAtMs: clock.nowMs }),
    stop(id) {
      tell(id, 'kill', {}, { signal: '15' });
      tell(id, 'die', down(143), { exitCode: '143' });
      tell(id, 'stop');
    },
    crash: (id, exitCode = 1) => tell(id, 'die', down(exitCode), { exitCode: String(exitCode) }),
    remove(id) {
      tell(id, 'destroy');
      containers.delete(id);
    },
    vanish: (id) => void containers.delete(id),
    forget() {
      events = Array.from({ length: EVENTS_KEPT }, (_, i) => noise(`noise ${serial} ${i}`, clock.nowMs));
    },
    restart() {
      cut();
      for (const { id, state } of containers.values()) if (state === 'running') change(id, down(0));
      events = [];
      bootMs = clock.nowMs;
    },
    setHanging(now) {
      hanging = now;
    },
    ping: () => answer(() => undefined),
    generation: () => answer(() => new Date(bootMs).toISOString()),
    bridgeAddress: () => answer(() => '127.0.0.1'),
    list: () =>
      answer(() =>
        [...containers.values()]
          .filter(({ dockerLabels }) => dockerLabels['ares.service'] !== undefined)
          .map((facts) => ({ id: facts.id, fingerprint: `${facts.state} ${facts.name} ${facts.dockerHealth}` })),
      ),
    inspect: (id) => answer(() => containers.get(id)),
    recentEvents: (sinceMs) => answer(() => events.filter(({ atMs }) => atMs >= sinceMs)),
    async openEvents(sinceMs, onEvent) {
      const past = await answer(() => events.filter(({ atMs }) => atMs >= sinceMs));
      const { promise: ended, resolve: end } = Promise.withResolvers<Error>();
      const listener = { onEvent, end };
      listeners.add(listener);
      for (const event of past) onEvent(event);
      const close = (): void => {
        listeners.delete(listener);
        end(new Error('closed'));
      };
      return { ended, close };
    },
  };
}

const created = (id: string, name: string, labels: Readonly<Record<string, string>>): ContainerFacts => ({
  id,
  name,
  project: '',
  composeService: '',
  imageId: 'sha256:1',
  configHash: '',
  state: 'created',
  startedAt: '0001-01-01T00:00:00Z',
  startedAtMs: 0,
  oomKilled: false,
  restartPolicy: { name: 'no', maxRetries: 0 },
  restartCount: 0,
  dockerHealth: 'none',
  scalable: false,
  dockerLabels: { 'ares.service': name, ...labels },
  hasHealthcheck: false,
  stopSignal: 15,
  cgroupParent: '',
});

const noise = (key: string, atMs: EpochMs): DockerEvent => ({
  key,
  atMs,
  action: 'other',
  containerId: '',
  attributes: {},
});
