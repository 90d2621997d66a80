import type { ProbeResult } from '@ares/core';
import { ask, type Target } from './ask.ts';
import type { LoopLag } from './loop-lag.ts';
import type { Protocol } from './protocol.ts';

export interface Probed {
  readonly id: string;
  readonly name: string;
  /** Results of an earlier run of the container are not its results. */
  readonly startedAt: string;
  readonly target: Target;
  readonly protocol: Protocol;
}

export interface Prober {
  /** These, and no others, are probed from now on. */
  sync(containers: readonly Probed[]): void;
  /** Newest results, oldest first. */
  results(id: string): readonly ProbeResult[];
  stop(): void;
}

export interface ProberOptions {
  readonly lag: Pick<LoopLag, 'maxMsSince'>;
  /** Called when the newest results in a row have turned bad. */
  readonly onFailing: (containerName: string) => void;
}

const EVERY_MS = 1_000;
const TIMEOUT_MS = 1_500;
const AT_ONCE_MAX = 2;
const KEPT = 10;
const FAILING_IN_A_ROW = 3;
/** With the agent's own loop this late, an answer in time may look like none. */
const LAG_MAX_MS = 500;

interface Round {
  readonly probed: Probed;
  timer: NodeJS.Timeout;
  results: readonly ProbeResult[];
  open: number;
}

/** Asks every container once a second, on schedule, however long the answer before takes. */
export function prober({ lag, onFailing }: ProberOptions): Prober {
  const rounds = new Map<string, Round>();

  const end = (id: string): void => {
    clearInterval(rounds.get(id)?.timer);
    rounds.delete(id);
  };

  const begin = (probed: Probed): void => {
    const timer = setTimeout(() => {
      round.timer = setInterval(() => void probe(probed), EVERY_MS);
      void probe(probed);
    }, phaseMs(probed.id));
    const round: Round = { probed, timer, results: [], open: 0 };
    rounds.set(probed.id, round);
    void probe(probed);
  };

  const probe = async (probed: Probed): Promise<void> => {
    const round = rounds.get(probed.id);
    if (round === undefined || round.open >= AT_ONCE_MAX) return;
    const [atMs, beganMs] = [Date.now(), performance.now()];
    round.open += 1;
    const judgement = await ask(probed.target, probed.protocol, TIMEOUT_MS);
    round.open -= 1;
    // The container may have ended or begun anew meanwhile.
    if (rounds.get(probed.id) !== round || lag.maxMsSince(beganMs) > LAG_MAX_MS) return;
    const failedBefore = isFailing(round.results);
    round.results = inOrder([
      ...round.results,
      { atMs, durationMs: Math.round(performance.now() - beganMs), ...judgement },
    ]);
    if (isFailing(round.results) && !failedBefore) onFailing(probed.name);
  };

  return {
    sync(containers) {
      const wanted = new Map(containers.map((probed) => [probed.id, probed]));
      for (const { probed } of [...rounds.values()]) {
        const next = wanted.get(probed.id);
        if (next === undefined || keyOf(next) !== keyOf(probed)) end(probed.id);
      }
      for (const probed of containers) if (!rounds.has(probed.id)) begin(probed);
    },
    results: (id) => rounds.get(id)?.results ?? [],
    stop() {
      for (const id of [...rounds.keys()]) end(id);
    },
  };
}

/** Spreads the containers over the second. */
const phaseMs = (id: string): number => Number.parseInt(id.slice(0, 6), 16) % EVERY_MS || EVERY_MS;

const keyOf = ({ startedAt, target: { host, port } }: Probed): string => `${startedAt} ${host} ${port}`;

/** A slow answer comes after the quick one to the question behind it. */
const inOrder = (results: readonly ProbeResult[]): readonly ProbeResult[] =>
  results.toSorted((a, b) => a.atMs - b.atMs).slice(-KEPT);

const isFailing = (results: readonly ProbeResult[]): boolean => {
  const newest = results.slice(-FAILING_IN_A_ROW);
  return newest.length === FAILING_IN_A_ROW && newest.every(({ outcome }) => outcome !== 'ok');
};
