import type { SnapshotStore } from '@ares/adapters/aws';
import type { Log, TrainedForest } from '@ares/core';
import { modelsName, modelsSchema } from '../train/snapshot-schema.ts';

export interface ForestsOptions {
  readonly fleet: string;
  readonly snapshots: Pick<SnapshotStore, 'get'>;
  readonly log: Log;
  /** @default Date.now */
  readonly now?: () => number;
}

type Forests = ReadonlyMap<string, TrainedForest>;

/** They are learnt anew some times a day. */
const FRESH_MS = 3_600_000;

/**
 * The joint models that `train` put away, read once an hour and host.
 * @returns a function of a service's id that throws as the snapshots do; they are asked again the next time
 */
export function forests({ now = Date.now, ...options }: ForestsOptions) {
  const known = new Map<string, { readonly untilMs: number; readonly forests: Forests }>();
  return async (serviceId: string): Promise<TrainedForest | undefined> => {
    for (const [hostId, { untilMs }] of known) if (untilMs <= now()) known.delete(hostId);
    const [hostId = ''] = serviceId.split('/');
    const found = known.get(hostId)?.forests ?? (await read(options, hostId));
    if (!known.has(hostId)) known.set(hostId, { untilMs: now() + FRESH_MS, forests: found });
    return found.get(serviceId);
  };
}

/** Row 43: a snapshot that cannot be read counts as none, and is told. */
async function read({ fleet, snapshots, log }: Omit<ForestsOptions, 'now'>, hostId: string): Promise<Forests> {
  const name = modelsName(fleet, hostId);
  const snapshot = await snapshots.get(name, modelsSchema);
  if (snapshot.state === 'bad') log.warn('model.unreadable', { snapshot: name, reason: snapshot.reason });
  const models = snapshot.state === 'good' ? snapshot.value.models : [];
  return new Map(models.map((trained) => [trained.serviceId, trained]));
}
