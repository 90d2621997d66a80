import type { TickReport } from '@ares/core';

export interface StandbyOptions {
  /** So long the right of one that died still holds; after it, another one renews it. */
  readonly leaseTtlMs: number;
  readonly now: () => number;
  readonly onChange: (state: 'standby' | 'decides') => void;
}

/** Watches whether this process decides or only stands by, and tells each change once. */
export function standbyWatch({ leaseTtlMs, now, onChange }: StandbyOptions) {
  let skippingSinceMs: number | undefined;
  let isStandby = false;
  const become = (standby: boolean): void => {
    if (standby === isStandby) return;
    isStandby = standby;
    onChange(standby ? 'standby' : 'decides');
  };
  return {
    onTick(report: TickReport): void {
      if (report.kind === 'done') {
        skippingSinceMs = undefined;
        become(false);
      } else if (report.why === 'lease') {
        skippingSinceMs ??= now();
        if (now() - skippingSinceMs > leaseTtlMs) become(true);
      }
    },
    isStandby: () => isStandby,
  };
}
