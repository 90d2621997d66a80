/** What one metric says, in units of its usual spread. */
export interface Voice {
  /** Metrics of one family count once. */
  readonly family: string;
  /** Signed; NaN says nothing. */
  readonly deviation: number;
}

export interface Agreement<V extends Voice> {
  /** 0 where nothing deviates; grows with each family that does. In nats: in quiet minutes it passes s with e^-s. */
  readonly score: number;
  /** The score as 0..1: 1 - e^-score. */
  readonly risk: number;
  /** Of each family beyond its usual spread the one that speaks for it, the largest deviation first. */
  readonly witnesses: readonly V[];
}

/** No family says more than this: a single one stays at a score of 5, an alarm takes two. */
const CAP = 6;

/**
 * Whether two or more metrics agree that something is wrong. What each family deviates beyond its usual spread adds up,
 * none of them for more than `cap`: one odd metric, however far away, says less than two that are clearly unusual.
 */
export function agreementOf<V extends Voice>(voices: readonly V[], cap = CAP): Agreement<V> {
  const excess = (voice: V): number => Math.min(cap, sizeOf(voice)) - 1;
  const witnesses = [...Map.groupBy(voices, ({ family }) => family).values()]
    .flatMap(speakerOf)
    .filter((voice) => excess(voice) > 0)
    .sort(bySize);
  const score = witnesses.reduce((sum, voice) => sum + excess(voice), 0);
  return { score, risk: -Math.expm1(-score), witnesses };
}

/** A family of several metrics is as sure as its second witness; a list, as an empty family has none. */
export const speakerOf = <V extends Voice>(members: readonly V[]): readonly V[] =>
  members.toSorted(bySize).slice(0, 2).slice(-1);

const sizeOf = ({ deviation }: Voice): number => (Number.isNaN(deviation) ? 0 : Math.abs(deviation));

/** By name among equals, so that the order of the voices changes nothing. */
const bySize = (a: Voice, b: Voice): number =>
  sizeOf(b) - sizeOf(a) || (a.family < b.family ? -1 : Number(a.family > b.family));
