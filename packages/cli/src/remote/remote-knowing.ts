import { localDir } from '../local/paths.ts';
import type { Place } from '../screen/place.ts';
import { version } from '../version.ts';
import { httpAdmin } from './api/http-admin.ts';
import { EVERY_SHARD, httpReader } from './api/http-reader.ts';
import { type RemoteClient, remoteClient } from './api/remote-client.ts';
import { words } from './remote-url.ts';
import { bearer } from './token/bearer.ts';

/** Ticks are 15 s apart there. */
const STALE_MS = 60_000;
const EVERY_MS = 5_000;

/** The API at an address, with this person's sign-in there. */
export const signedInClient = (url: URL): RemoteClient =>
  remoteClient({ url, version: version(), token: bearer(localDir, url, process.env) });

/** An ARES elsewhere. @param shard one of it; all without */
export function remoteKnowing(url: URL, shard: string = EVERY_SHARD) {
  const client = signedInClient(url);
  const place: Place = {
    shard,
    now: () => Date.now() + client.skewMs(),
    urls: [['ARES', words(url)]],
    staleness: { staleAfterMs: STALE_MS, whenStale: `npx ares doctor --remote ${words(url)}` },
    everyMs: EVERY_MS,
  };
  return { reader: httpReader(client), admin: httpAdmin(client), place };
}
