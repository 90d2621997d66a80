import type { EpochMs, HostSnapshot } from '@ares/core';

export interface DockerStatus {
  read(): HostSnapshot['docker'];
  /** The events are followed, and the first look was taken in. */
  connected(): void;
  disconnected(error: Error): void;
  /** A call was answered. */
  well(): void;
  /** A call was not. */
  unwell(error: Error): void;
  isConnected(): boolean;
}

/** Does Docker answer? Only while the events are followed as well is what the agent knows the truth. */
export function dockerStatus(now: () => EpochMs): DockerStatus {
  let following = false;
  let lastOkAtMs = 0;
  let error: string | undefined = 'the first look at Docker is under way';
  return {
    read: () => ({ ok: following && error === undefined, lastOkAtMs, ...(error === undefined ? {} : { error }) }),
    connected() {
      following = true;
      lastOkAtMs = now();
      error = undefined;
    },
    disconnected(cause) {
      following = false;
      error = `the event stream is broken: ${cause.message}`;
    },
    well() {
      if (!following) return;
      lastOkAtMs = now();
      error = undefined;
    },
    unwell(cause) {
      error = cause.message;
    },
    isConnected: () => following,
  };
}
