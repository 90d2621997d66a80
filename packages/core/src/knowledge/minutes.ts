import type { FeatureSample } from '../model/feature.ts';
import type { ServiceView } from '../model/fleet.ts';
import type { Minutes } from '../model/knowledge.ts';
import type { MinuteRow } from '../model/minute-rows.ts';
import { modelled } from '../model/modelled.ts';
import type { EpochMs } from '../model/time.ts';
import { highest } from '../monitor/service-view.ts';

const MINUTE_MS = 60_000;
/** Minutes that models which begin anew find here, on top of their last snapshot. */
export const CLOSED_MINUTES = 11;
const DIGITS = 3;
/** A host's clock that is further ahead is wrong: minutes by it would keep the right ones out until then. */
const AHEAD_MAX_MS = 5 * MINUTE_MS;
const SUM_DIGITS = 6;
/** No feature of a service comes near it, and sums of such stay finite. */
const VALUE_MAX = 1e30;

/** Counts each feature's highest sample once, in the order of time; a late one is dropped. */
export function minutesOf(
  { samples }: Pick<ServiceView, 'samples'>,
  before: Minutes | undefined,
  nowMs: EpochMs,
): { readonly minutes?: Minutes } {
  const isPossible = (atMs: EpochMs): boolean => atMs <= nowMs + AHEAD_MAX_MS;
  const fresh = modelled.flatMap((feature, j) => {
    const sample = highest(samples, feature);
    return sample && isPossible(sample.atMs) ? [{ ...sample, j }] : [];
  });
  const known = before && isPossible(before.open.atMs) ? before : undefined;
  const minutes = fresh.toSorted((a, b) => a.atMs - b.atMs).reduce<Minutes | undefined>(count, known);
  return minutes ? { minutes } : {};
}

function count(before: Minutes | undefined, sample: FeatureSample & { readonly j: number }): Minutes | undefined {
  const { j, value, atMs } = sample;
  if (!(Math.abs(value) <= VALUE_MAX) || !Number.isFinite(atMs)) return before;
  const minuteMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  const { open, closed } =
    before === undefined ? begun(minuteMs, []) : minuteMs > before.open.atMs ? turned(before, minuteMs) : before;
  if (minuteMs < open.atMs || atMs <= (open.seenAtMs[j] ?? 0)) return before;
  return {
    open: {
      atMs: open.atMs,
      sums: open.sums.with(j, Number(((open.sums[j] ?? 0) + value).toPrecision(SUM_DIGITS))),
      counts: open.counts.with(j, (open.counts[j] ?? 0) + 1),
      seenAtMs: open.seenAtMs.with(j, atMs),
    },
    closed,
  };
}

const none = modelled.map(() => 0);

const begun = (atMs: EpochMs, closed: Minutes['closed']): Minutes => ({
  open: { atMs, sums: none, counts: none, seenAtMs: none },
  closed,
});

/** The open minute is closed, and the next one begins. */
const turned = ({ open, closed }: Minutes, atMs: EpochMs): Minutes =>
  begun(atMs, [...closed, rowOf(open)].slice(-CLOSED_MINUTES));

const rowOf = ({ atMs, sums, counts }: Minutes['open']): MinuteRow => [
  atMs,
  ...sums.map((sum, j) => (counts[j] ? Number((sum / counts[j]).toPrecision(DIGITS)) : null)),
];
