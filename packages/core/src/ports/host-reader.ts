import type { HostSnapshot } from '../model/snapshot.ts';

export interface HostRef {
  readonly hostId: string;
}

/** Reads what a host agent sees. */
export interface HostReader {
  /** Hosts of the shard. */
  hosts(shard: string): Promise<readonly HostRef[]>;
  /** @throws AresError HOST_UNREACHABLE when the agent gives no valid answer within `timeoutMs`. */
  snapshot(host: HostRef, timeoutMs: number): Promise<HostSnapshot>;
}
