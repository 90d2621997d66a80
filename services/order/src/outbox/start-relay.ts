import { type Database, type Repeated, repeat } from '@shop/kit';
import { type Publish, purgePublished, relayBatch } from './relay.ts';

const relayEveryMs = 500;
const purgeEveryMs = 3_600_000;

/** Publishes what is waiting and drops what is old, until both are stopped. While the broker is away events wait. */
export function startRelay(db: Database, publish: Publish, onError: (cause: unknown) => void): readonly Repeated[] {
  const relayAll = async () => {
    while (await relayBatch(db, publish));
  };
  return [
    repeat({ everyMs: relayEveryMs, run: relayAll, onError }),
    repeat({ everyMs: purgeEveryMs, run: () => purgePublished(db), onError }),
  ];
}
