import type { ProbeResult } from '@ares/core';
import { Line, type Target } from './line.ts';
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

/** Containers are asked in groups: what comes together costs half as much as what comes one by one. */
const GROUPS = 2;
const GROUP_EVERY_MS = 500;
const TIMEOUT_MS = 1_500;
const AT_ONCE_MAX = 2;
const KEPT = 10;
const FAILING_IN_A_ROW = 3;
/** With the agent's own loop this late, an answer in time may look like none. */
const LAG_MAX_MS = 500;

interface Round {
  readonly probed: Probed;
  readonly line: Line;
  results: readonly ProbeResult[];
  open: number;
}

/** Asks every container once a second, on schedule, however long the answer before takes. */
export function prober({ lag, onFailing }: ProberOptions): Prober {
  const rounds = new Map<string, Round>();
  let turn = 0;

  const probe = async (round: Round): Promise<void> => {
    if (round.open >= AT_ONCE_MAX) return;
    const { id, name } = round.probed;
    const [atMs, beganMs] = [Date.now(), performance.now()];
    round.open += 1;
    const judgement = await round.line.ask(TIMEOUT_MS);
    round.open -= 1;
    // The container may have ended or begun anew meanwhile.
    if (rounds.get(id) !== round || lag.maxMsSince(beganMs) > LAG_MAX_MS) return;
    const failedBefore = isFailing(round.results);
    const result = { atMs, durationMs: Math.round(performance.now() - beganMs), ...judgement };
    round.results = inOrder([...round.results, result]);
    if (isFailing(round.results) && !failedBefore) onFailing(name);
  };

  const timer = setInterval(() => {
    turn = (turn + 1) % GROUPS;
    for (const round of rounds.values()) if (groupOf(round.probed.id) === turn) void probe(round);
  }, GROUP_EVERY_MS);

  const end = ({ probed, line }: Round): void => {
    rounds.delete(probed.id);
    line.close();
  };

  const begin = (probed: Probed): void => {
    const round = { probed, line: new Line(probed.target, probed.protocol), results: [], open: 0 };
    rounds.set(probed.id, round);
    void probe(round);
  };

  return {
    sync(containers) {
      const wanted = new Map(containers.map((probed) => [probed.id, probed]));
      for (const round of [...rounds.values()]) {
        const next = wanted.get(round.probed.id);
        if (next === undefined || keyOf(next) !== keyOf(round.probed)) end(round);
      }
      for (const probed of containers) if (!rounds.has(probed.id)) begin(probed);
    },
    results: (id) => rounds.get(id)?.results ?? [],
    stop() {
      clearInterval(timer);
      for (const round of [...rounds.values()]) end(round);
    },
  };
}

/** Spreads the containers over the second. */
const groupOf = (id: string): number => Number.parseInt(id.slice(0, 8), 16) % GROUPS;

const keyOf = ({ startedAt, target: { host, port } }: Probed): string => `${startedAt} ${host} ${port}`;

/** A slow answer comes after the quick one to the question behind it. */
const inOrder = (results: readonly ProbeResult[]): readonly ProbeResult[] =>
  results.toSorted((a, b) => a.atMs - b.atMs).slice(-KEPT);

const isFailing = (results: readonly ProbeResult[]): boolean => {
  const newest = results.slice(-FAILING_IN_A_ROW);
  return newest.length === FAILING_IN_A_ROW && newest.every(({ outcome }) => outcome !== 'ok');
};
