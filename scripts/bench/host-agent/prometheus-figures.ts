import type { Figures } from '../bench.ts';

/** What Prometheus itself saw of the agent over the last seconds. */
export async function prometheusFigures(url: string, overSeconds: number): Promise<Figures> {
  const window = `[${Math.round(overSeconds)}s]`;
  const queries = {
    scrapeMsP95: `1000 * quantile_over_time(0.95, scrape_duration_seconds{job="host-agent"}${window})`,
    containerScrapeMsP95: `1000 * max(quantile_over_time(0.95, scrape_duration_seconds{job="containers"}${window}))`,
    scrapesPerSecond: `sum(count_over_time(up${window})) / ${overSeconds}`,
    failedScrapes: `sum(count_over_time(up${window}) - sum_over_time(up${window}))`,
    failedProbes: `sum(count_over_time(ares_probe_success${window}) - sum_over_time(ares_probe_success${window}))`,
    containers: `min_over_time(ares_agent_containers${window})`,
    expositionSeries: 'scrape_samples_scraped{job="host-agent"}',
  };
  const answers = Object.entries(queries).map(async ([name, query]) => [name, await ask(url, query)] as const);
  return Object.fromEntries(await Promise.all(answers));
}

/** NaN where there is no such series. */
async function ask(url: string, query: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`);
  if (!answer.ok) throw new Error(`Prometheus answered ${answer.status} to ${query}: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? Number.NaN);
}
