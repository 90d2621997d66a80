import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** A clock that was set back may have dated a file earlier than what it says. */
const CLOCK_SLACK_MS = 10 * 60_000;
const SUFFIX = /^([a-zA-Z0-9][a-zA-Z0-9._-]*)\.(started|finished)\.json$/;

const entry = z.object({
  actionId: z.string().min(1),
  kind: z.enum(['restart', 'recycle', 'scale', 'capture']),
  containerName: z.string().min(1),
  /** Empty for a `scale` that named no container id. */
  containerId: z.string(),
  project: z.string(),
  service: z.string(),
  epoch: z.int().nonnegative(),
  startedAtMs: z.int().nonnegative(),
});
const ending = z.object({ actionId: z.string().min(1), endedAtMs: z.int().nonnegative() });

/**
 * One action that ARES began on this host. A recycle also makes events on the new container, a scale on any container
 * of the Compose `service`, so those are matched by `project` and `service` (both empty outside Compose).
 */
export interface LedgerEntry extends Readonly<z.infer<typeof entry>> {
  readonly finishedAtMs?: number;
}

export interface LedgerProblem {
  readonly file: string;
  readonly reason: string;
}

/**
 * The actions begun or finished since `sinceMs` (host clock), oldest first. What was refused or blocked before it
 * touched a container is not among them.
 * @param report called for each file that cannot be read or understood; such a file is skipped
 */
export async function readLedger(
  stateDir: string,
  sinceMs: number,
  report: (problem: LedgerProblem) => void = () => {},
): Promise<LedgerEntry[]> {
  const directory = join(stateDir, 'ledger');
  const names = await recentNames(directory, sinceMs - CLOCK_SLACK_MS);
  const actionIds = new Set(names.flatMap((name) => SUFFIX.exec(name)?.[1] ?? []));
  const entries = await Promise.all([...actionIds].map((actionId) => readEntry(directory, actionId, report)));
  return entries
    .filter((found) => found !== undefined)
    .filter((found) => Math.max(found.startedAtMs, found.finishedAtMs ?? 0) >= sinceMs)
    .sort((a, b) => a.startedAtMs - b.startedAtMs);
}

/** Names of the files changed since then: a month of entries is not parsed each second. */
async function recentNames(directory: string, sinceMs: number): Promise<string[]> {
  const names = (await readdir(directory).catch(noneIfAbsent)) ?? [];
  const recent = await Promise.all(
    names.map(async (name) => ((await stat(join(directory, name)).catch(noneIfAbsent))?.mtimeMs ?? 0) >= sinceMs),
  );
  return names.filter((_, i) => recent[i]);
}

async function readEntry(
  directory: string,
  actionId: string,
  report: (problem: LedgerProblem) => void,
): Promise<LedgerEntry | undefined> {
  const started = await readJson(join(directory, `${actionId}.started.json`), actionId, entry, report);
  const finished = await readJson(join(directory, `${actionId}.finished.json`), actionId, ending, report);
  return started && (finished ? { ...started, finishedAtMs: finished.endedAtMs } : started);
}

async function readJson<T extends { actionId: string }>(
  file: string,
  actionId: string,
  schema: z.ZodType<T>,
  report: (problem: LedgerProblem) => void,
): Promise<T | undefined> {
  try {
    const text = await readFile(file, 'utf8').catch(noneIfAbsent);
    if (text === undefined) return undefined;
    const parsed = schema.parse(JSON.parse(text));
    if (parsed.actionId === actionId) return parsed;
    report({ file, reason: `says that it is of the action ${parsed.actionId}` });
  } catch (error) {
    report({ file, reason: error instanceof z.ZodError ? z.prettifyError(error) : String(error) });
  }
  return undefined;
}

function noneIfAbsent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
