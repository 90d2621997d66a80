import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `probe` resolves, at most `timeoutMs`; then its last error is thrown. */
export async function waitFor(probe: () => Promise<unknown> | unknown, timeoutMs = 20_000): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    try {
      await probe();
      return;
    } catch (error) {
      if (performance.now() > endMs) throw error;
      await sleep(25);
    }
  }
}
