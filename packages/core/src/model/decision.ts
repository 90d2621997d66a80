import type { ActionKind } from './action.ts';
import type { EpochMs } from './time.ts';

/** In the order in which they are asked. */
export const guardNames = [
  'kill-switch',
  'policy',
  'telemetry',
  'maintenance',
  'human-intent',
  'root',
  'storm',
  'blast-radius',
  'cooldown',
  'in-flight',
  'autonomy',
  'ladder',
] as const;

export type GuardName = (typeof guardNames)[number];

export type GuardAnswer =
  | { readonly guard: GuardName; readonly answer: 'pass' }
  | { readonly guard: GuardName; readonly answer: 'hold'; readonly reason: string; readonly retryAtMs?: EpochMs };

export type Decision =
  | {
      readonly kind: 'act';
      readonly action: ActionKind;
      readonly rung: number;
      readonly answers: readonly GuardAnswer[];
    }
  | {
      readonly kind: 'hold';
      readonly guard: GuardName;
      readonly reason: string;
      readonly retryAtMs?: EpochMs;
      /** What would have been done, where only autonomy stands in the way. */
      readonly would?: ActionKind;
      readonly answers: readonly GuardAnswer[];
    }
  | { readonly kind: 'escalate'; readonly reason: string; readonly answers: readonly GuardAnswer[] };
