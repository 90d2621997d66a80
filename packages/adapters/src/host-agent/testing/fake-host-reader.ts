import { AresError, type HostReader, type HostSnapshot } from '@ares/core';

export interface FakeHostReader extends HostReader {
  say(snapshot: HostSnapshot): void;
  silence(): void;
}

/** One host whose agent is a value in memory. */
export function fakeHostReader(hostId: string): FakeHostReader {
  let said: HostSnapshot | undefined;
  return {
    say(snapshot) {
      said = snapshot;
    },
    silence() {
      said = undefined;
    },
    hosts: async () => [{ hostId }],
    async snapshot(host) {
      if (said === undefined || host.hostId !== hostId) {
        throw new AresError('HOST_UNREACHABLE', `no answer from ${host.hostId}`, { retryable: true });
      }
      return structuredClone(said);
    },
  };
}
