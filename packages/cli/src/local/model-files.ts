import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { trainedForestJson, trainedForestSchema } from '@ares/adapters/isolation-forest';
import type { Log, TrainedForest } from '@ares/core';
import { writeSynced } from './write-synced.ts';

/** The models in force, one file a service. */
export interface ModelFiles {
  /**
   * The model of a service; undefined where there is none. Row 43: one that cannot be read counts as none, and is told
   * once. What did not change since is not read again, so that each tick may ask.
   */
  load(serviceId: string): Promise<TrainedForest | undefined>;
  /** Whole or not at all, also when the power fails. */
  save(trained: TrainedForest): Promise<void>;
}

interface Known {
  readonly version: string;
  readonly trained: TrainedForest | undefined;
}

export function modelFiles(folder: string, log: Log): ModelFiles {
  const known = new Map<string, Known>();
  const fileOf = (serviceId: string): string => join(folder, `${encodeURIComponent(serviceId)}.json`);
  return {
    async load(serviceId) {
      const file = fileOf(serviceId);
      const version = await versionOf(file);
      if (version === undefined) return undefined;
      const last = known.get(serviceId);
      if (last?.version === version) return last.trained;
      const trained = read(serviceId, await readFile(file, 'utf8'), log);
      known.set(serviceId, { version, trained });
      return trained;
    },
    async save(trained) {
      await mkdir(folder, { recursive: true });
      await writeSynced(fileOf(trained.serviceId), JSON.stringify(trainedForestJson(trained)));
    },
  };
}

async function versionOf(file: string): Promise<string | undefined> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function read(serviceId: string, text: string, log: Log): TrainedForest | undefined {
  const { success, data, error } = trainedForestSchema.safeParse(parse(text));
  if (success && data.serviceId === serviceId) return data;
  const reason = success ? `it is of ${data.serviceId}` : error.issues.map(({ message }) => message).join('; ');
  log.warn('model.unreadable', { serviceId, reason });
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
