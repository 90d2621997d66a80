import type { ServiceView } from '../../model/fleet.ts';
import type { Growth, ServiceMemory } from '../../model/knowledge.ts';
import type { EpochMs } from '../../model/time.ts';
import { highest, samplesOn } from '../../monitor/service-view.ts';
import type { Point } from './robust-trend.ts';

const SLOT_MS = 300_000;
/** Three hours. */
const SLOTS = 36;
const UNIT = 10_000;
/** Those that use most of their limit; the memory of a service is bounded. */
const CONTAINERS_MAX = 3;

type Grows = ServiceMemory['growth'];

/** The windows with the first sample of each five minutes; a container that started anew begins anew. */
export function growthOf({ containers, ...view }: ServiceView, before: Grows): Pick<ServiceMemory, 'growth'> {
  const next = containers.flatMap(({ name, startedAt }) => {
    const sample = highest(samplesOn({ ...view, containers }, name), 'memoryLimitRatio');
    const known = before?.[name];
    const own = known?.startedAt === startedAt ? known : undefined;
    const growth = sample ? withShare(own, startedAt, sample.value, sample.atMs) : own;
    return growth ? [[name, growth] as const] : [];
  });
  const fullest = next.toSorted(([, a], [, b]) => lastShare(b) - lastShare(a)).slice(0, CONTAINERS_MAX);
  return fullest.length === 0 ? {} : { growth: Object.fromEntries(fullest) };
}

const lastShare = ({ shares }: Growth): number => shares.at(-1) ?? 0;

function withShare(before: Growth | undefined, startedAt: string, share: number, atMs: EpochMs): Growth | undefined {
  const slot = Math.floor(atMs / SLOT_MS);
  if (!Number.isFinite(share) || !Number.isFinite(slot)) return before;
  const own = Math.round(share * UNIT);
  if (before === undefined) return { startedAt, slot, shares: [own] };
  if (slot <= before.slot) return before;
  const missed = Array<null>(Math.min(SLOTS, slot - before.slot - 1)).fill(null);
  return { startedAt, slot, shares: [...before.shares, ...missed, own].slice(-SLOTS) };
}

/** Its known shares 0..1, with times in seconds, from the oldest. */
export const pointsOf = ({ slot, shares }: Growth): readonly Point[] =>
  shares.flatMap((share, i) =>
    share === null ? [] : [{ at: ((slot - shares.length + 1 + i) * SLOT_MS) / 1_000, value: share / UNIT }],
  );
