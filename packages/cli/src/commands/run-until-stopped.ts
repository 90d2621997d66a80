import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  deciderOf,
  postgresKnowledge,
  postgresOutbox,
  postgresReader,
  postgresRetention,
} from '@ares/adapters/postgres';
import type { Log, TickReport } from '@ares/core';
import type { OpenKnowledge } from '../knowledge/embedded.ts';
import { fileLog } from '../local/file-log.ts';
import { modelFiles } from '../local/model-files.ts';
import { channelsPath, documentPath, hostId, hostStateDir, localDir, modelsDir, policyPath } from '../local/paths.ts';
import { LEASE_TTL_MS, startRuntime } from '../local/runtime.ts';
import { shelfFiles } from '../local/shelf-files.ts';
import { urls } from '../local/stack.ts';
import { standbyWatch } from '../local/standby.ts';
import { isCalm } from '../screen/change-lines.ts';
import { changesOf } from '../screen/changes-of.ts';
import { dateTime, inert } from '../screen/format.ts';
import { showStatus } from '../screen/show-status.ts';
import { statusScreen } from '../screen/status-screen.ts';
import { paint, progress, SHARD } from './context.ts';
import { statusModel } from './status.ts';

const DRAW_EVERY_MS = 1_000;
/** The first picture waits so long for something to show. */
const FIRST_TICK_MS = 5_000;
const STOPPING_STANDBY = 'Stopping this standby; the other ARES goes on deciding.';

/** What a holder's name ends in beside host and process, which a person need not read. */
const TELLS_APART = /, [0-9a-f]{8}$/;

export interface RunWords {
  readonly hint: string;
  readonly stopping: string;
  /** What does not run, and therefore has no address. */
  readonly hiddenUrls: readonly string[];
}

/** Runs the loop and shows the status until Ctrl-C or SIGTERM. */
export async function runUntilStopped(store: OpenKnowledge, words: RunWords): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const log = fileLog(join(localDir, 'ares.log'));
  const standing = standingOf(store, log);
  const firstTick = new AbortController();
  const runtime = runtimeOn(store, log, (report) => {
    standing.watch.onTick(report);
    firstTick.abort();
  });
  await Promise.race([stopped, sleep(FIRST_TICK_MS, undefined, { signal: firstTick.signal }).catch(() => {})]);
  const view = showStatus({
    read: () => modelOf(store, words, standing.words()),
    picture: (model) => statusScreen(model, paint),
    changes: changesOf,
    isCalm: ({ overview }) => isCalm(overview),
    stream: process.stdout,
    onError: (error) => progress(error instanceof Error ? error.message : String(error)),
    everyMs: DRAW_EVERY_MS,
  });
  standing.tell = view.line;
  await stopped;
  await view.stop();
  progress(standing.watch.isStandby() ? STOPPING_STANDBY : words.stopping);
  await runtime.stop();
  await store.close();
}

const runtimeOn = ({ pool }: OpenKnowledge, log: Log, onTick: (report: TickReport) => void) =>
  startRuntime({
    knowledge: postgresKnowledge(pool),
    retention: postgresRetention(pool),
    people: { outbox: postgresOutbox(pool), channelsPath },
    training: { reader: postgresReader(pool), models: modelFiles(modelsDir, log), shelf: shelfFiles(modelsDir) },
    shard: SHARD,
    hostId,
    agentUrl: urls.agent,
    prometheusUrl: urls.prometheus,
    policyPath,
    documentPath,
    hostStateDir,
    log,
    onTick,
  });

async function modelOf({ pool }: OpenKnowledge, { hint, hiddenUrls }: RunWords, standby: string | undefined) {
  const model = await statusModel({ reader: postgresReader(pool) });
  const shown = model.urls.filter(([name]) => !hiddenUrls.includes(name));
  return { ...model, urls: shown, hint: standby ?? hint, isRunning: true };
}

/** Whether this ARES decides or stands by for another one that shares its store, in words and in the log. */
function standingOf({ pool }: OpenKnowledge, log: Log) {
  let standby: string | undefined;
  const standing = { tell: (_text: string): void => {}, words: () => standby, watch: standbyWatch(options()) };
  return standing;

  function options() {
    const onChange = (state: 'standby' | 'decides'): void =>
      void (state === 'standby' ? begin() : end()).catch((error: unknown) => progress(String(error)));
    return { leaseTtlMs: LEASE_TTL_MS, now: Date.now, onChange };
  }
  async function begin(): Promise<void> {
    const other = await deciderOf(pool, SHARD);
    log.info('standby.began', { ...other });
    const who = other ? ` (${inert(other.holder.replace(TELLS_APART, ''))}, since ${dateTime(other.sinceMs)})` : '';
    standby = `Standby: another ARES${who} decides here; this one takes over when it stops.`;
    standing.tell(standby);
  }
  async function end(): Promise<void> {
    log.info('standby.ended', {});
    standby = undefined;
    standing.tell('The other ARES has stopped: this one decides from now on.');
  }
}
