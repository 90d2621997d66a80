import type { Growth } from '../../model/knowledge.ts';
import { pointsOf } from './memory-growth-window.ts';
import { type Exhaustion, timeToExhaustion } from './time-to-exhaustion.ts';

/** An hour, at one sample in five minutes: a start takes memory too. */
const POINTS_MIN = 12;

/** When a container's memory runs out at its pace of the last hours; growth by the second, times in seconds. */
export function memoryForecast(growth: Growth | undefined): Exhaustion | undefined {
  const points = growth ? pointsOf(growth) : [];
  return points.length < POINTS_MIN ? undefined : timeToExhaustion(points);
}
