import type { KnowledgeReader } from '@ares/core';
import { compose } from '../../../packages/cli/src/local/compose.ts';
import { shopProject, urls } from '../../../packages/cli/src/local/stack.ts';
import { actionsSince, untilCalm } from './knowing.ts';
import { lightLoad } from './load.ts';
import { containerOf, docker } from './shop-hands.ts';
import { sleep } from './sleep.ts';

const WATCH_MS = 20_000;
const up = (...args: readonly string[]) => compose(shopProject(), ['up', '-d', '--no-deps', '--no-build', ...args]);

/** With another configuration than the one that runs. */
const deploy = (service: string) =>
  compose({ ...shopProject(), env: { LOG_LEVEL: 'warn' } }, ['up', '-d', '--no-deps', '--no-build', service]);

/** What people do to containers, each with the way back; ARES has to keep its hands off. */
const doings: readonly {
  name: string;
  act: (container: string, service: string) => Promise<unknown>;
  back: (container: string, service: string) => Promise<unknown>;
}[] = [
  { name: 'stop', act: (c) => docker('stop', '-t', '3', c), back: (c) => docker('start', c) },
  { name: 'pause', act: (c) => docker('pause', c), back: (c) => docker('unpause', c) },
  { name: 'remove', act: (c) => docker('rm', '-f', c), back: (_, service) => up(service) },
  { name: 'restart', act: (c) => docker('restart', '-t', '3', c), back: async () => {} },
  { name: 'recreate', act: (_, service) => up('--force-recreate', service), back: async () => {} },
  { name: 'deploy', act: (_, service) => deploy(service), back: (_, service) => up(service) },
];

/** @returns how many actions ARES took while people were at work; it should be none */
export async function peopleAtWork(
  reader: KnowledgeReader,
  services: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  let actions = 0;
  for (const [i, doing] of doings.entries()) {
    await untilCalm(reader);
    const service = services[i % services.length] ?? 'product';
    const container = await containerOf(service);
    const sinceMs = Date.now();
    await doing.act(container, service);
    await sleep(WATCH_MS);
    const taken = (await actionsSince(reader, sinceMs)).length;
    say(`a person's ${doing.name} of ${service}: ${taken} actions`);
    actions += taken;
    await doing.back(container, service);
    await sleep(5_000);
  }
  return actions;
}

/** Twice the usual load for a minute. */
export async function doubledLoad(reader: KnowledgeReader, perSecond: number): Promise<number> {
  await untilCalm(reader);
  const sinceMs = Date.now();
  const extra = lightLoad(urls.shop, perSecond);
  await sleep(60_000);
  extra.stop();
  return (await actionsSince(reader, sinceMs)).length;
}
