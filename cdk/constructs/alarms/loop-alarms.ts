import type { AlarmSpec } from './alarm-spec.ts';
import { failureAlarms } from './failure-alarms.ts';
import { tickAlarms } from './tick-alarms.ts';

/** Subjects of those that end an experiment: all about deciding and healing. FIS takes five of them at most. */
export const experimentStops = [
  'shards without ticks',
  'ticks are late',
  'ticks are dropped',
  'ticks fail',
  'heals fail',
];

/** Of the loop as a whole. */
export const loopAlarms = (fleet: string): readonly AlarmSpec[] => [...tickAlarms(fleet), ...failureAlarms(fleet)];
