import { isIPv4 } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DockerAction, DockerEngine, DockerEvent } from './docker-engine.ts';

/** A daemon to read, and the hands that change what there is to read. */
export interface DockerStage {
  readonly engine: DockerEngine;
  /** Starts a container and returns its id. */
  run(name: string, labels: Readonly<Record<string, string>>): Promise<string>;
  /** As `docker kill`. */
  kill(id: string): Promise<void>;
  /** As `docker rm`. */
  remove(id: string): Promise<void>;
  now(): number;
  close(): Promise<void>;
}

const MANAGED = { 'ares.service': 'contract', 'ares.fleet': 'contract' };

/** What the host agent takes for granted of a Docker daemon. */
export function dockerEngineContract(name: string, setUp: () => Promise<DockerStage>): void {
  describe(`DockerEngine: ${name}`, () => {
    let stage: DockerStage;
    beforeEach(async () => {
      stage = await setUp();
    });
    afterEach(() => stage.close());

    const beside: readonly DockerAction[] = ['other', 'connect', 'disconnect'];
    const actionsOn = (events: readonly DockerEvent[], id: string) =>
      events.filter((event) => event.containerId === id && !beside.includes(event.action)).map(({ action }) => action);

    test('lists containers with ares.service and no others; inspects what is there and nothing that is not', async () => {
      const managed = await stage.run('managed', MANAGED);
      const other = await stage.run('other', {});
      const ids = (await stage.engine.list()).map(({ id }) => id);
      expect(ids).toContain(managed);
      expect(ids).not.toContain(other);
      expect(await stage.engine.inspect(managed)).toMatchObject({
        id: managed,
        state: 'running',
        dockerLabels: MANAGED,
      });
      expect(await stage.engine.inspect('f'.repeat(64))).toBeUndefined();
    });

    test('a fingerprint changes when the state does, and not by itself', async () => {
      const id = await stage.run('managed', MANAGED);
      const fingerprint = async () => (await stage.engine.list()).find((listed) => listed.id === id)?.fingerprint;
      const before = await fingerprint();
      expect(await fingerprint()).toBe(before);
      await stage.kill(id);
      expect(await fingerprint()).not.toBe(before);
    });

    test('tells events in order, also those of the past, the same event by the same key', async () => {
      const sinceMs = stage.now() - 1;
      const id = await stage.run('managed', MANAGED);
      const heard: DockerEvent[] = [];
      const stream = await stage.engine.openEvents(sinceMs, (event) => heard.push(event));
      await stage.kill(id);
      await stage.remove(id);
      await expect.poll(() => actionsOn(heard, id)).toEqual(['create', 'start', 'kill', 'die', 'destroy']);
      const remembered = await stage.engine.recentEvents(sinceMs);
      expect(actionsOn(remembered, id)).toEqual(actionsOn(heard, id));
      expect(remembered.filter((e) => e.containerId === id).map((e) => e.key)).toEqual(
        heard.filter((e) => e.containerId === id).map((e) => e.key),
      );
      expect(heard.find((e) => e.action === 'create')?.attributes).toMatchObject(MANAGED);
      expect(heard.find((e) => e.action === 'kill')?.attributes.signal).toBe('9');
      stream.close();
      expect(await stream.ended).toBeInstanceOf(Error);
    });

    test('a container that was killed tells when and how it ended', async () => {
      const id = await stage.run('managed', MANAGED);
      await stage.kill(id);
      const facts = await stage.engine.inspect(id);
      expect(facts).toMatchObject({ state: 'exited', exitCode: 137, oomKilled: false });
      expect(facts?.finishedAtMs).toBeGreaterThanOrEqual(facts?.startedAtMs ?? Number.POSITIVE_INFINITY);
    });

    test('the generation stays the same while the daemon does', async () => {
      const generation = await stage.engine.generation();
      await stage.engine.ping();
      expect(await stage.engine.generation()).toBe(generation);
    });

    test('the address of the bridge is known, also while no container is on it', async () => {
      expect(isIPv4((await stage.engine.bridgeAddress()) ?? '')).toBe(true);
    });
  });
}
