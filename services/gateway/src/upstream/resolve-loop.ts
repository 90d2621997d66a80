import { isIPv4 } from 'node:net';

export interface ResolveLoopOptions {
  readonly host: string;
  readonly intervalMs: number;
  /** `dns.resolve4` where it counts. */
  readonly resolve: (host: string) => Promise<string[]>;
  readonly onAddresses: (addresses: readonly string[]) => void;
}

const saysNobodyIsThere = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOTFOUND' || cause.code === 'ENODATA');

/** A name may be missing for a moment while a container is replaced; only then is it believed to be gone. */
const missesBelieved = 3;

/**
 * Asks DNS for an upstream's replicas again and again. An answer that fails for any reason but "no such name"
 * leaves the last known addresses in use: the breakers find out which of them are dead.
 * @returns a function that stops the loop
 */
export function startResolveLoop({ host, intervalMs, resolve, onAddresses }: ResolveLoopOptions): () => void {
  if (isIPv4(host)) {
    onAddresses([host]);
    return () => {};
  }
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let misses = 0;
  const ask = async (): Promise<void> => {
    try {
      const addresses = await resolve(host);
      misses = 0;
      if (!stopped) onAddresses(addresses);
    } catch (cause) {
      misses = saysNobodyIsThere(cause) ? misses + 1 : 0;
      if (!stopped && misses === missesBelieved) onAddresses([]);
    }
    if (!stopped) timer = setTimeout(ask, intervalMs).unref();
  };
  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
