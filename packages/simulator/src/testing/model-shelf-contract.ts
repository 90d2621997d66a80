import type { ModelShelf } from '@ares/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

export interface ModelShelfStage {
  readonly shelf: ModelShelf;
  /** Of another process, on the same place. */
  readonly other: ModelShelf;
  /** From now on nobody can say what is there. */
  spoil(): Promise<void>;
  /** Every name that lies where it should, and beside it. */
  names(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const allBytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
const bytesOf = (...values: number[]): Uint8Array => Uint8Array.from(values);
const plain = (bytes: Uint8Array | undefined): readonly number[] | undefined => bytes && [...bytes];

/** What the models of services take for granted of a ModelShelf. */
export function modelShelfContract(name: string, setUp: () => Promise<ModelShelfStage>): void {
  describe(`ModelShelf: ${name}`, () => {
    let stage: ModelShelfStage;
    beforeEach(async () => {
      stage = await setUp();
    });
    afterEach(() => stage.close());

    test('where nothing was written there is nothing', async () => {
      await stage.shelf.write('other', bytesOf(1));
      expect(await stage.shelf.read('host')).toBeUndefined();
      expect(await stage.shelf.writtenAtMs('host')).toBeUndefined();
    });

    test('what was written comes back byte for byte, also to others', async () => {
      await stage.shelf.write('host', allBytes);
      for (const shelf of [stage.shelf, stage.other]) expect(plain(await shelf.read('host'))).toEqual([...allBytes]);
    });

    test('the last write counts, whole', async () => {
      await stage.shelf.write('host', allBytes);
      await stage.other.write('host', bytesOf(2, 3));
      expect(plain(await stage.shelf.read('host'))).toEqual([2, 3]);
      expect(await stage.names()).toHaveLength(1);
    });

    test('tells when it was written, to the minute', async () => {
      const beforeMs = Date.now();
      await stage.shelf.write('host', bytesOf(1));
      const writtenAtMs = await stage.other.writtenAtMs('host');
      expect(Math.abs((writtenAtMs ?? 0) - beforeMs)).toBeLessThan(60_000);
    });

    test('any name of a host has a place of its own, and none beside the others', async () => {
      const hosts = ['../up', '..', '.', '/root', 'a/b', 'a%2Fb', 'a b', 'ä', 'a?b#c', 'current.json'];
      for (const [n, hostId] of hosts.entries()) await stage.shelf.write(hostId, bytesOf(n));
      for (const [n, hostId] of hosts.entries()) expect(plain(await stage.other.read(hostId))).toEqual([n]);
      expect(await stage.names()).toHaveLength(hosts.length);
    });

    test('while nobody can say what is there it is not taken for nothing', async () => {
      await stage.shelf.write('host', bytesOf(1));
      await stage.spoil();
      await expect(stage.shelf.read('host')).rejects.toThrow();
      await expect(stage.shelf.writtenAtMs('host')).rejects.toThrow();
      await expect(stage.shelf.write('host', bytesOf(2))).rejects.toThrow();
    });
  });
}
