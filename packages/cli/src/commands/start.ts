import { join } from 'node:path';
import { postgresKnowledge, postgresReader, postgresRetention } from '@ares/adapters/postgres';
import type { Command } from 'commander';
import { Listr, PRESET_TIMER } from 'listr2';
import type { OpenKnowledge } from '../knowledge/embedded.ts';
import { openMigrated } from '../knowledge/open-migrated.ts';
import { fileLog } from '../local/file-log.ts';
import { documentPath, hostId, hostStateDir, localDir, policyPath } from '../local/paths.ts';
import { startRuntime } from '../local/runtime.ts';
import { upObserve, upShop, urls } from '../local/stack.ts';
import { duration } from '../screen/format.ts';
import { liveScreen } from '../screen/live-screen.ts';
import { statusScreen } from '../screen/status-screen.ts';
import { paint, progress, SHARD } from './context.ts';
import { statusModel } from './status.ts';

const DRAW_EVERY_MS = 1_000;

const timer = { ...PRESET_TIMER, field: duration };

export const registerStart = (program: Command): void => {
  program
    .command('start')
    .description('bring up the shop, the host agent, Prometheus and the control plane; Ctrl-C stops ARES only')
    .option('--no-shop', 'leave the demo shop out: manage what carries ares.service labels')
    .option('--yes', 'accepted for scripts; setup has already asked')
    .action(async ({ shop }: { shop: boolean }) => {
      const store = await bringUp(shop);
      await runUntilStopped(store);
    });
};

/** A task list with elapsed times; plain lines where there is no terminal. */
async function bringUp(shop: boolean): Promise<OpenKnowledge> {
  const context: { store?: OpenKnowledge } = {};
  const tasks = new Listr<typeof context>(
    [
      {
        title: 'knowledge store (PostgreSQL)',
        task: async (ctx) => {
          ctx.store = await openMigrated({ stateDir: localDir, databaseUrl: process.env.DATABASE_URL });
        },
      },
      { title: 'host agent and Prometheus', task: upObserve },
      { title: 'shop', enabled: shop, task: upShop },
    ],
    {
      fallbackRenderer: 'simple',
      // What failed is told once, with its remedy, when the command ends.
      rendererOptions: { timer, showErrorMessage: false },
      fallbackRendererOptions: { timer },
    },
  );
  await tasks.run(context).catch(async (error: unknown) => {
    await context.store?.close();
    throw error;
  });
  if (!context.store) throw new Error('the knowledge store task left no store');
  return context.store;
}

async function runUntilStopped(store: OpenKnowledge): Promise<void> {
  const reader = postgresReader(store.pool);
  const screen = liveScreen(process.stdout);
  const runtime = startRuntime({
    knowledge: postgresKnowledge(store.pool),
    retention: postgresRetention(store.pool),
    shard: SHARD,
    hostId,
    agentUrl: urls.agent,
    prometheusUrl: urls.prometheus,
    policyPath,
    documentPath,
    hostStateDir,
    log: fileLog(join(localDir, 'ares.log')),
  });
  const draw = async () => {
    const model = await statusModel({ reader });
    screen.draw(statusScreen({ ...model, hint: 'Ctrl-C stops ARES and leaves the shop running.' }, paint));
  };
  const timer = setInterval(() => void draw().catch((error: unknown) => progress(String(error))), DRAW_EVERY_MS);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  clearInterval(timer);
  screen.end();
  progress('Stopping ARES; the shop goes on running. `npm start` continues, `npx ares down` takes it away.');
  await runtime.stop();
  await store.close();
}
