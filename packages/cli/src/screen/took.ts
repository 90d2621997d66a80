import type { EpochMs, Incident } from '@ares/core';

/** How long the trouble lasted, from its beginning in the world and not from when it was detected. */
export const tookMs = ({ beganAtMs, closedAtMs }: Incident, nowMs: EpochMs): number =>
  (closedAtMs ?? nowMs) - beganAtMs;

/** How long it took ARES to see it. */
export const detectedAfterMs = ({ beganAtMs, detectedAtMs }: Incident): number => detectedAtMs - beganAtMs;
