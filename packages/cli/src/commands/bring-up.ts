import { Listr, ListrLogger, PRESET_TIMER, type SimpleRenderer } from 'listr2';
import type { OpenKnowledge } from '../knowledge/embedded.ts';
import { openMigrated } from '../knowledge/open-migrated.ts';
import { localDir } from '../local/paths.ts';
import { upObserve, upShop } from '../local/stack.ts';
import { duration, inert } from '../screen/format.ts';
import { progress } from './context.ts';

const timer = { ...PRESET_TIMER, field: duration };

/** What failed is told once, with its remedy, when the command ends. */
class QuietLogger extends ListrLogger {
  override log(...[level, message, options]: Parameters<ListrLogger['log']>): void {
    super.log(level, message, level === 'FAILED' ? {} : options);
  }
}

interface BroughtUp {
  store?: OpenKnowledge;
  revived: readonly string[];
}

/** A task list with elapsed times; plain lines where there is no terminal. */
export async function bringUp(shop: boolean): Promise<OpenKnowledge> {
  const context: BroughtUp = { revived: [] };
  const tasks = new Listr<BroughtUp>(
    [
      {
        title: 'knowledge store (PostgreSQL)',
        task: async (ctx) => {
          ctx.store = await openMigrated({ stateDir: localDir, databaseUrl: process.env.DATABASE_URL });
        },
      },
      { title: 'host agent and Prometheus', task: upObserve },
      {
        title: 'shop',
        enabled: shop,
        task: async (ctx) => {
          ctx.revived = await upShop();
        },
      },
    ],
    {
      fallbackRenderer: 'simple',
      rendererOptions: { timer, showErrorMessage: false },
      fallbackRendererOptions: plain(),
    },
  );
  await tasks.run(context).catch(async (error: unknown) => {
    await context.store?.close();
    throw error;
  });
  for (const service of context.revived) progress(`${inert(service)}; started again`);
  if (!context.store) throw new Error('the knowledge store task left no store');
  return context.store;
}

const plain = (): NonNullable<SimpleRenderer['options']> => ({
  timer,
  logger: new QuietLogger({ useIcons: true, toStderr: ['STARTED', 'COMPLETED', 'FAILED'] }),
});
