import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** @param noise one more draw around 0, within -1..1 */
type Kind = (step: number, noise: () => number) => readonly number[];

/** CPU, memory, latency, errors and requests of services that have little in common. */
const kinds: readonly Kind[] = [
  function busyByDay(step, noise) {
    const load = 50 + 40 * Math.sin((step / 288) * 2 * Math.PI) + 5 * noise();
    return [load / 200 + 0.04 * noise(), 0.4 + 0.02 * noise(), 0.05 + load / 2_000, Math.max(0, noise() - 0.8), load];
  },
  function idle(_, noise) {
    return [0.002 + 0.0005 * noise(), 0.1, 0.01 + 0.001 * noise(), 0, 1];
  },
  function oneFeatureThatVaries(_, noise) {
    return [0.002 + 0.0005 * noise(), 0.1, 0.01, 0, 1];
  },
  function steady(_, noise) {
    return [0.3 + 0.1 * noise(), 0.4 + 0.04 * noise(), 0.05 + 0.02 * Math.abs(noise()), 0, 20];
  },
  function growing(step, noise) {
    return [0.3 + 0.1 * noise(), 0.3 + step / 5_000, 0.05, noise() > 0.9 ? 0.3 : 0, 20 + 2 * noise()];
  },
  function inFewSteps(_, noise) {
    return [Math.round(3 * noise()) / 10 + 0.3, 0.5, 0.05, 0, Math.round(noise() + 1)];
  },
];

/** Histories of unlike services, short and long. */
export function histories(seed: number): readonly (readonly (readonly number[])[])[] {
  const random = xoroshiro128plus(seed);
  const noise = (): number => uniformFloat64(random) + uniformFloat64(random) - 1;
  return kinds.flatMap((kind) =>
    [60, 288, 1_440].map((steps) => Array.from({ length: steps }, (_, step) => kind(step, noise).map(Math.fround))),
  );
}
