/** A distance below this says little; beyond it each factor of e counts. */
const DISTANCE_UNIT = 0.001;
/** Fitted once on quiet samples of many metrics: e^-surprise is the share of them that look at least so unlikely. */
const SQUARE_PER_NAT = 7.5;

/** How unlikely one look is, in nats. Looks add up: two that surprise say more than one. */
export const surpriseOf = (distance: number): number => Math.log1p(distance / DISTANCE_UNIT) ** 2 / SQUARE_PER_NAT;

/**
 * One less the share of quiet samples that surprise as much: 0.999 is reached by about one in a thousand, of whatever
 * metric.
 * @param surprise nats, the sum over all looks
 */
export const riskOf = (surprise: number): number => -Math.expm1(-surprise);

/** The inverse of `riskOf`. */
export const surpriseAt = (risk: number): number => -Math.log1p(-risk);
