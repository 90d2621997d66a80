import { postgresReader } from '@ares/adapters/postgres';
import type { KnowledgeReader } from '@ares/core';
import { openKnowledge } from '../../../packages/cli/src/knowledge/embedded.ts';
import { localDir } from '../../../packages/cli/src/local/paths.ts';
import { urls } from '../../../packages/cli/src/local/stack.ts';
import { type Bench, type Figures, percentile } from '../bench.ts';
import { actionsSince } from './knowing.ts';
import { lightLoad } from './load.ts';
import { doubledLoad, peopleAtWork } from './people.ts';
import type { FaultKind } from './shop-hands.ts';
import { sleep } from './sleep.ts';
import { type Trial, trial } from './trial.ts';

const services = ['product', 'user', 'cart', 'order', 'gateway'];
const counts: Readonly<Record<FaultKind, number>> = { crash: 20, hang: 10, unhealthy: 10 };
const PER_SECOND = 5;
const QUIET_MS = 600_000;
const ATTEMPT_WINDOW_MS = 4 * 3_600_000;
/** Below 1 for a quick look: `ARES_BENCH_SCALE=0.1`. The figures in the documents are of 1. */
const scale = Number(process.env.ARES_BENCH_SCALE ?? 1);

/** Injects faults into the running shop and reads from the knowledge store how ARES answered. */
export const recovery: Bench = {
  name: 'recovery',
  about: 'time to detect, send, serve again and verify on the running shop; false actions',
  goals: {
    'crash.detectedMsP95': { op: '<=', value: 1_000 },
    'crash.servingMsP95': { op: '<=', value: 5_000 },
    'crash.verifiedMsP95': { op: '<=', value: 15_000 },
    'hang.servingMsP95': { op: '<=', value: 10_000 },
    falseActions: { op: '==', value: 0 },
    missed: { op: '==', value: 0 },
  },
  async run(say) {
    const store = await openKnowledge({ stateDir: localDir, databaseUrl: process.env.DATABASE_URL });
    const load = lightLoad(urls.shop, PER_SECOND);
    try {
      const reader = postgresReader(store.pool);
      const startedAtMs = Date.now();
      await assertFresh(reader, startedAtMs);
      const trials: Trial[] = [];
      for (const [i, kind] of schedule().entries()) {
        const done = await trial(reader, kind, services[i % services.length] ?? 'product');
        say(
          `${kind} ${done.service}: detected ${done.detectedMs} ms, serving ${done.servingMs} ms, verified ${done.verifiedMs} ms`,
        );
        trials.push(done);
      }
      const wanted = new Set(trials.flatMap((t) => t.actionIds));
      const strays = (await actionsSince(reader, startedAtMs)).filter(({ action }) => !wanted.has(action.id)).length;
      const quietSinceMs = Date.now();
      say('quiet time under light load');
      await sleep(QUIET_MS * scale);
      const quiet = (await actionsSince(reader, quietSinceMs)).length;
      const people = await peopleAtWork(reader, services, say);
      const doubled = await doubledLoad(reader, PER_SECOND);
      return figuresOf(trials, { strays, quiet, people, doubled });
    } finally {
      load.stop();
      await store.close();
    }
  },
};

/** A target that was healed too often within the window is a person's, and the faults of one run come near that. */
async function assertFresh(reader: KnowledgeReader, nowMs: number): Promise<void> {
  const { length } = await actionsSince(reader, nowMs - ATTEMPT_WINDOW_MS);
  if (length > 0)
    throw new Error(
      `ARES acted ${length} times here within the last 4 h, which counts: start it with a fresh ARES_HOME and run this again`,
    );
}

const schedule = (): readonly FaultKind[] =>
  (Object.keys(counts) as FaultKind[]).flatMap((kind) => Array<FaultKind>(Math.ceil(counts[kind] * scale)).fill(kind));

function figuresOf(
  trials: readonly Trial[],
  wrong: Readonly<Record<'strays' | 'quiet' | 'people' | 'doubled', number>>,
): Figures {
  const figures: Record<string, number> = {};
  for (const kind of Object.keys(counts) as FaultKind[]) {
    for (const step of ['detected', 'sent', 'serving', 'verified'] as const) {
      const values = trials
        .filter((t) => t.kind === kind)
        .map((t) => t[`${step}Ms`])
        .filter((ms) => !Number.isNaN(ms));
      figures[`${kind}.${step}MsP50`] = percentile(values, 0.5);
      figures[`${kind}.${step}MsP95`] = percentile(values, 0.95);
    }
  }
  const falseActions = wrong.strays + wrong.quiet + wrong.people + wrong.doubled;
  const missed = trials.filter((t) => Number.isNaN(t.verifiedMs)).length;
  return {
    ...figures,
    'quiet.actions': wrong.quiet,
    'people.actions': wrong.people,
    'doubledLoad.actions': wrong.doubled,
    falseActions,
    missed,
  };
}
