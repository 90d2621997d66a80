import type { ContainerFacts, DockerAction, DockerEvent } from '@ares/adapters/docker';
import { foldEvent } from '../fold-event.ts';
import { isOwnAct, type LedgerEntry } from '../own-act.ts';
import { expireSettling, hasEnded, isSettling } from '../settle.ts';
import { emptyWatchState, type WatchState } from '../watch.ts';

export const T0 = 1_800_000_000_000;

export const anId = (letter: string): string => letter.repeat(64);

export function anEvent(action: DockerAction, atMs: number, over: Record<string, string> = {}, id = 'a'): DockerEvent {
  const attributes = { name: `shop-${id}-1`, 'com.docker.compose.project': 'shop', ...over };
  return {
    key: `${atMs}/${id}/${action}`,
    atMs,
    action,
    containerId: anId(id),
    attributes: { 'com.docker.compose.service': id, ...attributes },
  };
}

export function someFacts(id: string, over: Partial<ContainerFacts> = {}): ContainerFacts {
  return {
    id: anId(id),
    name: `shop-${id}-1`,
    project: 'shop',
    composeService: id,
    imageId: 'sha256:1',
    configHash: 'c1',
    state: 'running',
    startedAt: new Date(T0).toISOString(),
    startedAtMs: T0,
    oomKilled: false,
    restartPolicy: { name: 'no', maxRetries: 0 },
    restartCount: 0,
    dockerHealth: 'none',
    scalable: true,
    dockerLabels: { 'ares.service': id },
    hasHealthcheck: false,
    stopSignal: 15,
    cgroupParent: '',
    ...over,
  };
}

export const exited = (id: string, finishedAtMs: number, over: Partial<ContainerFacts> = {}): ContainerFacts =>
  someFacts(id, { state: 'exited', exitCode: 137, finishedAtMs, ...over });

/** Folds events at their own times; what settles before an event comes has settled. */
export function tell(
  events: readonly DockerEvent[],
  start: WatchState = emptyWatchState,
  ledger: readonly LedgerEntry[] = [],
): WatchState {
  return events.reduce((state, event) => {
    const settled = expireSettling(state, event.atMs);
    const watch = settled.watches.get(event.containerId);
    const ownAct = watch !== undefined && isOwnAct(ledger, watch, event.atMs);
    return foldEvent(settled, event, { elapsedMs: event.atMs, ownAct, stopSignal: 15 });
  }, start);
}

/** What the loop would take for a crash, given what `inspect` says now. */
export const looksCrashed = (state: WatchState, facts: ContainerFacts): boolean =>
  hasEnded(facts) &&
  facts.state !== 'removing' &&
  !isSettling(state.watches.get(facts.id), facts) &&
  state.unknown === undefined &&
  !state.intents.some((intent) => intent.containerId === facts.id);
