import { AresError, type HostReader, type HostSnapshot } from '@ares/core';

export interface ScriptedHosts extends HostReader {
  /** What the host's agent says from now on; a function is asked at each read. */
  set(hostId: string, snapshot: HostSnapshot | (() => HostSnapshot)): void;
  /** The host stays in the fleet, and its agent no longer answers. */
  fail(hostId: string): void;
  /** The host is no longer in the fleet. */
  remove(hostId: string): void;
}

/** Host agents that say what a test has them say. */
export function scriptedHosts(): ScriptedHosts {
  const answers = new Map<string, () => HostSnapshot>();
  return {
    set(hostId, snapshot) {
      answers.set(hostId, typeof snapshot === 'function' ? snapshot : () => snapshot);
    },
    fail(hostId) {
      answers.set(hostId, () => {
        throw new AresError('HOST_UNREACHABLE', `no answer from ${hostId}`, { retryable: true });
      });
    },
    remove: (hostId) => void answers.delete(hostId),
    hosts: async () => [...answers.keys()].map((hostId) => ({ hostId })),
    async snapshot({ hostId }) {
      const answer = answers.get(hostId);
      if (answer === undefined) throw new AresError('HOST_UNREACHABLE', `${hostId} is gone`);
      return structuredClone(answer());
    },
  };
}
