/** 95 % interval of a share by resampling its cases; seeded, so that a second run prints the same. */
export function bootstrapInterval(hits: readonly boolean[], rounds = 2_000, seed = 1): readonly [number, number] {
  const random = mulberry32(seed);
  const shares = Array.from({ length: rounds }, () => {
    const drawn = hits.map(() => hits[Math.floor(random() * hits.length)] ?? false);
    return drawn.filter(Boolean).length / hits.length;
  }).sort((a, b) => a - b);
  const at = (share: number): number => shares[Math.floor(share * (rounds - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
