import { constants } from 'node:os';
import type { DockerAction, DockerEvent } from '@ares/adapters/docker';
import { withIntent, withoutIntents } from './intents.ts';
import {
  KILL_SETTLE_MS,
  putWatch,
  STOP_SETTLE_MS,
  type Watch,
  type WatchState,
  withoutSettling,
  withUnexpectedExit,
} from './watch.ts';

export interface FoldContext {
  /** Monotonic clock. */
  readonly elapsedMs: number;
  /** ARES itself did it: the host's ledger says so. */
  readonly ownAct: boolean;
  /** By which Docker stops the container; undefined where it is not known. */
  readonly stopSignal: number | undefined;
}

type Fold = (state: WatchState, watch: Watch, event: DockerEvent, context: FoldContext) => WatchState;

const { SIGKILL, SIGTERM } = constants.signals;

/** What one event of a managed container changes. */
export function foldEvent(state: WatchState, event: DockerEvent, context: FoldContext): WatchState {
  const known = state.watches.get(event.containerId) ?? watchOf(event);
  const watch = { ...known, name: event.attributes.name ?? known.name };
  return folds[event.action]?.(state, watch, event, context) ?? putWatch(state, watch);
}

const watchOf = ({ action, containerId, attributes }: DockerEvent): Watch => ({
  id: containerId,
  name: attributes.name ?? '',
  project: attributes['com.docker.compose.project'] ?? '',
  composeService: attributes['com.docker.compose.service'] ?? '',
  running: action !== 'create' && action !== 'destroy' && action !== 'rename',
  run: { startedAtMs: 0, stopped: false },
  exitsAtMs: [],
  restartCount: 0,
  ooms: 0,
});

const kill: Fold = (state, watch, event, { stopSignal }) => {
  const signal = Number(event.attributes.signal);
  const run = { ...watch.run };
  if (signal === SIGKILL) return putWatch(state, { ...watch, run: { ...run, killedAtMs: event.atMs } });
  const stops = signal === SIGTERM || signal === stopSignal || stopSignal === undefined;
  return stops ? putWatch(state, { ...watch, run: { ...run, stopSignalAtMs: event.atMs } }) : putWatch(state, watch);
};

/** After a stop signal, a `stop` may still say that it was meant; after SIGKILL, a `destroy` may. */
const die: Fold = (state, watch, event, { elapsedMs }) => {
  const { run } = watch;
  const exited = { ...watch, running: false };
  const settle = (awaits: 'stop' | 'destroy', ms: number): WatchState =>
    putWatch(state, { ...exited, settling: { awaits, exitAtMs: event.atMs, untilMs: elapsedMs + ms } });
  if (run.stopped) return putWatch(state, withoutSettling(exited));
  if (run.stopSignalAtMs !== undefined) return settle('stop', STOP_SETTLE_MS);
  if (run.killedAtMs !== undefined) return settle('destroy', KILL_SETTLE_MS);
  return putWatch(state, withUnexpectedExit(watch, event.atMs));
};

/** One that comes late takes back what its `die` was taken for. */
const stop: Fold = (state, watch, event, { ownAct }) => {
  const { stopSignalAtMs = event.atMs } = watch.run;
  const exitsAtMs = watch.exitsAtMs.filter((atMs) => atMs < stopSignalAtMs);
  const stopped = { ...withoutSettling(watch), exitsAtMs, run: { ...watch.run, stopped: true } };
  const next = putWatch(state, stopped);
  return ownAct ? next : withIntent(next, intentOf('stop', watch, event));
};

const start: Fold = (state, watch, event) => {
  const started = { ...withoutSettling(watch), running: true, run: { startedAtMs: event.atMs, stopped: false } };
  return withoutIntents(
    putWatch(state, started),
    (intent) => intent.containerId === watch.id || intent.containerName === watch.name,
  );
};

const pause: Fold = (state, watch, event, { ownAct }) =>
  ownAct ? putWatch(state, watch) : withIntent(putWatch(state, watch), intentOf('pause', watch, event));

const unpause: Fold = (state, watch) =>
  withoutIntents(putWatch(state, watch), (intent) => intent.containerId === watch.id && intent.kind === 'pause');

const destroy: Fold = (state, watch, event, { ownAct }) => {
  const watches = new Map(state.watches);
  watches.delete(watch.id);
  const next = withoutIntents({ ...state, watches }, (intent) => intent.containerId === watch.id);
  return ownAct ? next : withIntent(next, intentOf('remove', watch, event));
};

const rename: Fold = (state, watch) => ({
  ...putWatch(state, watch),
  intents: state.intents.map((known) =>
    known.containerId === watch.id ? { ...known, containerName: watch.name } : known,
  ),
});

const oom: Fold = (state, watch) => putWatch(state, { ...watch, ooms: watch.ooms + 1 });

const folds: Readonly<Partial<Record<DockerAction, Fold>>> = {
  start,
  kill,
  die,
  stop,
  pause,
  unpause,
  destroy,
  rename,
  oom,
};

const intentOf = (kind: 'stop' | 'pause' | 'remove', { id, name, run }: Watch, { atMs }: DockerEvent) => ({
  containerName: name,
  containerId: id,
  kind,
  atMs,
  signalledAtMs: run.stopSignalAtMs ?? run.killedAtMs ?? atMs,
});
