import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { MinuteRow } from '../../../packages/core/src/model/minute-rows.ts';

const MINUTE_MS = 60_000;
const DAY = 1_440;
/** The level of this day and the following ones is another one, as after a deploy; in every other service. */
export const SHIFT_DAY = 9;

/**
 * Minutes of a service of which nothing is the matter: load by the day, CPU and latency that follow it with noise that
 * lasts (AR 1, 0.9) and noise with a heavy tail, spikes of a minute, memory that grows and drops at restarts.
 */
export function quietService(seed: number, days: number): readonly MinuteRow[] {
  const random = xoroshiro128plus(seed + 1);
  const draw = (): number => uniformFloat64(random);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const spike = (share: number, most: number): number => (draw() < share ? 1.5 + (most - 1.5) * draw() : 1);
  const [base, depth, peak, idle] = [2 + 48 * draw(), 0.3 + 0.4 * draw(), DAY * draw(), 0.01 + 0.04 * draw()];
  let [ofCpu, ofLatency, memory] = [0, 0, 0.3];
  return Array.from({ length: days * DAY }, (_, minute): MinuteRow => {
    const isShifted = seed % 2 === 1 && minute >= SHIFT_DAY * DAY;
    ofCpu = 0.9 * ofCpu + 0.05 * normal();
    ofLatency = 0.9 * ofLatency + 0.05 * normal();
    memory = draw() < 1 / (4 * DAY) ? 0.3 : Math.min(0.6, memory + 0.00003 * draw());
    const wave = 1 + depth * Math.sin((2 * Math.PI * (minute + peak)) / DAY);
    const requests = base * wave * Math.exp(0.15 * normal()) * spike(0.001, 3);
    const cpu = (idle + (0.3 * requests) / base) * Math.exp(ofCpu + 0.1 * normal()) * spike(0.003, 4);
    const latency = 0.04 * (1 + requests / (2 * base)) * Math.exp(ofLatency + 0.15 * normal()) * spike(0.005, 4);
    const errors = draw() < 0.02 ? 0.02 * draw() : 0;
    const values = [cpu * (isShifted ? 1.3 : 1), memory + 0.005 * normal(), latency * (isShifted ? 1.2 : 1)];
    return [minute * MINUTE_MS, ...[...values, errors, requests].map((value) => Number(value.toPrecision(3)))];
  });
}
