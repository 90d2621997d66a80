import { AresError, type HostReader, type HostSnapshot } from '@ares/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

export interface HostReaderStage {
  /** Knows the host `here`, and no other. */
  readonly reader: HostReader;
  /** What the agent of `here` says from now on. */
  say(snapshot: HostSnapshot): void;
  /** The agent of `here` answers no more. */
  silence(): void;
  close(): Promise<void>;
}

const TIMEOUT_MS = 500;
const here = { hostId: 'here' };

export const aSnapshot = (over: Partial<HostSnapshot> = {}): HostSnapshot => ({
  hostId: here.hostId,
  takenAtMs: 1_800_000_000_000,
  agentStartedAtMs: 1_799_000_000_000,
  docker: { ok: true, lastOkAtMs: 1_800_000_000_000 },
  containers: [
    {
      id: 'a'.repeat(64),
      name: 'shop-cart-1',
      project: 'shop',
      composeService: 'cart',
      labels: {
        service: 'cart',
        dependsOn: ['redis'],
        health: { kind: 'http', port: 8080, path: '/health/ready' },
        metrics: { port: 9464, path: '/metrics' },
        policy: 'stateless',
        startPeriodMs: 20_000,
      },
      imageId: 'sha256:1',
      configHash: 'c1',
      state: 'exited',
      startedAt: '2027-01-15T07:00:00.123456789Z',
      startedAtMs: 1_799_996_400_123,
      finishedAtMs: 1_799_999_999_000,
      exitCode: 137,
      oomKilled: true,
      settling: false,
      restartPolicy: { name: 'on-failure', maxRetries: 3 },
      restartCount: 2,
      exitsAtMs: [1_799_999_999_000],
      dockerHealth: 'none',
      probes: [{ atMs: 1_799_999_998_000, durationMs: 3, outcome: 'bad-status', status: 503 }],
      scalable: true,
      memoryLimitBytes: 268_435_456,
      cpuLimitCores: 0.5,
    },
  ],
  intents: [{ containerName: 'shop-user-1', containerId: 'b'.repeat(64), kind: 'stop', atMs: 1_799_999_000_000 }],
  intentUnknownSinceMs: 1_799_999_000_000,
  invalid: [{ containerName: 'shop-odd-1', label: 'ares.health', reason: 'use tcp:PORT' }],
  ...over,
});

/** What the loop takes for granted of a HostReader. */
export function hostReaderContract(name: string, setUp: () => Promise<HostReaderStage>): void {
  describe(`HostReader: ${name}`, () => {
    let stage: HostReaderStage;
    beforeEach(async () => {
      stage = await setUp();
    });
    afterEach(() => stage.close());

    test('knows its hosts', async () => {
      expect(await stage.reader.hosts('any')).toEqual([here]);
    });

    test('hands over all that the agent says', async () => {
      stage.say(aSnapshot());
      expect(await stage.reader.snapshot(here, TIMEOUT_MS)).toEqual(aSnapshot());
    });

    test('reads anew each time', async () => {
      stage.say(aSnapshot());
      await stage.reader.snapshot(here, TIMEOUT_MS);
      stage.say(aSnapshot({ containers: [], takenAtMs: 1_800_000_005_000 }));
      expect(await stage.reader.snapshot(here, TIMEOUT_MS)).toMatchObject({
        containers: [],
        takenAtMs: 1_800_000_005_000,
      });
    });

    test.each([
      ['an agent that does not answer', here],
      ['a host that is not known', { hostId: 'elsewhere' }],
    ])('row 28: %s is HOST_UNREACHABLE', async (_, host) => {
      stage.say(aSnapshot());
      stage.silence();
      const failure = await stage.reader.snapshot(host, TIMEOUT_MS).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(AresError);
      expect(failure).toMatchObject({ code: 'HOST_UNREACHABLE', message: expect.stringContaining(host.hostId) });
    });
  });
}
