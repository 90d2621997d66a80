import type { Trouble } from '../analyze/forest/quiet-times.ts';
import type { Incident } from '../model/incident.ts';
import type { EpochMs } from '../model/time.ts';
import type { KnowledgeReader } from '../ports/knowledge-reader.ts';

const PAGE = 500;
/** An incident that reaches into the window began at most so long before it. */
const LONGEST_MS = 7 * 24 * 3_600_000;

/** When each host was in trouble since a time, by the incidents about it and its services; open ones last on. */
export async function troubles(
  reader: Pick<KnowledgeReader, 'incidents'>,
  sinceMs: EpochMs,
  nowMs: EpochMs,
): Promise<ReadonlyMap<string, readonly Trouble[]>> {
  const found: Incident[] = [];
  for (let before: Incident | undefined, isMore = true; isMore; ) {
    const page = await reader.incidents({ limit: PAGE, ...(before ? { before } : {}) });
    found.push(...page);
    before = page.at(-1);
    isMore = page.length === PAGE && before !== undefined && before.detectedAtMs > sinceMs - LONGEST_MS;
  }
  const reaching = found
    .map(({ hostId, beganAtMs, closedAtMs = nowMs }) => ({ hostId, fromMs: beganAtMs, toMs: closedAtMs }))
    .filter(({ toMs }) => toMs >= sinceMs);
  return Map.groupBy(reaching, ({ hostId }) => hostId);
}
