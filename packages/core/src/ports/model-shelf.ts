import type { EpochMs } from '../model/time.ts';

/** Where the models of services rest between processes and restarts: one lot of bytes a host. */
export interface ModelShelf {
  /**
   * @returns undefined where there are none
   * @throws where nobody can say whether there are: what is learnt must not begin anew for that
   */
  read(hostId: string): Promise<Uint8Array | undefined>;
  /** When they were last written, by any process; undefined and errors as of `read`. */
  writtenAtMs(hostId: string): Promise<EpochMs | undefined>;
  /** Whole or not at all, in place of what was there. */
  write(hostId: string, bytes: Uint8Array): Promise<void>;
}
