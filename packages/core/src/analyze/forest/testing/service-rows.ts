import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Rows of a service as its load comes and goes: CPU, memory, latency, errors and requests hang together. */
export function serviceRows(count: number, seed: number): number[][] {
  const random = xoroshiro128plus(seed);
  const noise = (): number => uniformFloat64(random) + uniformFloat64(random) - 1;
  return Array.from({ length: count }, (_, i) => {
    const load = 50 + 40 * Math.sin((i / 288) * 2 * Math.PI) + 5 * noise();
    return [load / 200 + 0.05 * noise(), 0.4 + 0.02 * noise(), 0.05 + load / 2_000 + 0.01 * noise(), 0, load];
  });
}
