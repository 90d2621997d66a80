/** How long access tokens live; a key stays published this long after it signed its last one. */
export const accessTokenMs = 15 * 60_000;

/** A key is published this long before it signs, so that everyone who caches the key set has it by then. */
export const publishLeadMs = 20 * 60_000;

const clockSkewMs = 60_000;

export interface ScheduledKey {
  readonly kid: string;
  readonly activatesAtMs: number;
}

/** The key that signs now: the newest that is active. */
export const currentKey = <K extends ScheduledKey>(keys: readonly K[], nowMs: number): K | undefined =>
  keys.filter((key) => key.activatesAtMs <= nowMs).toSorted((a, b) => b.activatesAtMs - a.activatesAtMs)[0];

/** When the next key has to start signing, or undefined if it need not be made yet. */
export function nextActivation(keys: readonly ScheduledKey[], nowMs: number, keyLifeMs: number): number | undefined {
  if (keys.length === 0) return nowMs;
  const newest = Math.max(...keys.map((key) => key.activatesAtMs));
  const dueMs = newest + keyLifeMs;
  return nowMs >= dueMs - publishLeadMs ? Math.max(dueMs, nowMs + publishLeadMs) : undefined;
}

/** Keys whose last token has expired: a successor took over longer ago than a token lives. */
export function outlivedKeys<K extends ScheduledKey>(keys: readonly K[], nowMs: number): K[] {
  const sorted = keys.toSorted((a, b) => a.activatesAtMs - b.activatesAtMs);
  return sorted.filter((_, i) => {
    const successor = sorted[i + 1];
    return successor !== undefined && successor.activatesAtMs + accessTokenMs + clockSkewMs < nowMs;
  });
}
