import { prometheusHistory } from '@ares/adapters/prometheus';
import type { Command } from 'commander';
import { forecastText } from '../forecast/forecast-text.ts';
import { forecastView } from '../forecast/forecast-view.ts';
import { hostId } from '../local/paths.ts';
import { urls } from '../local/stack.ts';
import { assertLocal } from '../remote/remote-option.ts';
import { show, withLocalKnowledge } from './context.ts';

/** As long as the Prometheus of a host keeps its samples. */
const HISTORY_MS = 7 * 86_400_000;
const STEP_MS = 300_000;
const TIMEOUT_MS = 10_000;

export const registerForecast = (program: Command): void => {
  program
    .command('forecast')
    .description('load within the next hour, and when memory runs out, with intervals; of this machine, never acted on')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      assertLocal(command);
      const { augursForecaster } = await import('@ares/adapters/augurs');
      await withLocalKnowledge(async ({ reader, place }) => {
        const nowMs = place.now();
        const window = {
          fromMs: nowMs - HISTORY_MS,
          toMs: nowMs,
          stepMs: STEP_MS,
          feature: 'requestsPerSecond',
        } as const;
        const { services } = await reader.overview(place.shard);
        const history = await prometheusHistory({ url: urls.prometheus }).read({ hostId }, window, TIMEOUT_MS);
        const forecasts = forecastView(services, history, augursForecaster(), nowMs);
        show({ nowMs, services: forecasts }, json, () => forecastText(forecasts));
      });
    });
};
