import { setTimeout as sleep } from 'node:timers/promises';

/** @throws the reason of the signal, when it is aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
}
