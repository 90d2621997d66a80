import { modelled } from '../../model/modelled.ts';
import type { EpochMs } from '../../model/time.ts';
import type { ModelShelf } from '../../ports/model-shelf.ts';
import type { Log } from '../../ports/ports.ts';
import type { Judged, ServiceModels, ServiceNews } from '../../ports/service-models.ts';
import { crc32 } from '../forest/crc32.ts';
import type { TrainedForest } from '../forest/train-forest.ts';
import { judgeMinute } from './judge-minute.ts';
import { isDue, learn } from './learn.ts';
import { modelsFromBytes, modelsToBytes } from './model-bytes.ts';
import { MINUTE_MS, newServiceModel, type ServiceModel } from './service-model.ts';

export interface WarmModelsOptions {
  readonly shelf: ModelShelf;
  /** The joint model in force of a service. */
  readonly forestOf: (serviceId: string) => Promise<TrainedForest | undefined>;
  readonly log: Log;
}

/** Models of one host in memory; times are of its newest minute. */
interface WarmHost {
  readonly services: Map<string, ServiceModel>;
  readonly judged: Map<string, Judged>;
  /** When the shelf was last asked. */
  readonly readAtMs: EpochMs;
  /** When to put them onto it. */
  shelveAtMs: EpochMs;
}

/** Less than the minutes that a service's memory keeps, so that nothing is missing after a restart. */
const SHELVE_EVERY_MS = 7 * MINUTE_MS;
/** A process that begins must not be late for it: more hosts and services wait for the next call. */
const HOSTS_READ_AT_ONCE = 10;
const LEARN_AT_ONCE = 4;

/** Keeps models in memory, and on a shelf as often as it takes to lose nothing. */
export function warmModels(options: WarmModelsOptions): ServiceModels {
  const hosts = new Map<string, WarmHost>();
  return {
    async judge(news) {
      const ofHosts = [...Map.groupBy(news, ({ hostId }) => hostId)];
      const behind = ofHosts.filter(([hostId, services]) => isBehind(hosts.get(hostId), services));
      await Promise.all(behind.slice(0, HOSTS_READ_AT_ONCE).map((one) => readHost(hosts, one, options)));
      let learns = LEARN_AT_ONCE;
      for (const [hostId, services] of ofHosts) {
        const host = hosts.get(hostId);
        if (host === undefined) continue;
        for (const one of services) learns -= Number(await judgeService(host, one, learns > 0, options));
        await shelve(host, services, options);
      }
      const said = ofHosts.flatMap(([hostId]) => [...(hosts.get(hostId)?.judged ?? [])]);
      return new Map(said);
    },
  };
}

/** New here, or another process has seen minutes that this one has not. */
function isBehind(host: WarmHost | undefined, services: readonly ServiceNews[]): boolean {
  if (host === undefined) return true;
  if (newestOf(services) - host.readAtMs < SHELVE_EVERY_MS) return false;
  return services.some(({ serviceId, minutes: [oldest] }) => {
    const lastAtMs = host.services.get(serviceId)?.lastAtMs;
    return lastAtMs !== undefined && oldest !== undefined && oldest[0] - lastAtMs > MINUTE_MS;
  });
}

/** While nobody can say what is on the shelf, models that are not in memory say nothing and learn nothing. */
async function readHost(
  hosts: Map<string, WarmHost>,
  [hostId, services]: readonly [string, readonly ServiceNews[]],
  { shelf, log }: WarmModelsOptions,
): Promise<void> {
  try {
    const bytes = await shelf.read(hostId);
    const models = bytes && modelsFromBytes(bytes);
    if (bytes && models === undefined) log.warn('models.unreadable', { hostId, bytes: bytes.byteLength });
    const readAtMs = newestOf(services);
    // Hosts take turns, so that a fleet does not write all at once.
    const turnMs = (crc32(new TextEncoder().encode(hostId)) % (SHELVE_EVERY_MS / MINUTE_MS)) * MINUTE_MS;
    const { judged = new Map<string, Judged>() } = hosts.get(hostId) ?? {};
    hosts.set(hostId, { services: models ?? new Map(), judged, readAtMs, shelveAtMs: readAtMs + turnMs });
  } catch (error) {
    log.warn('models.unavailable', { hostId, message: messageOf(error) });
  }
}

/** @returns whether it took the time to learn */
async function judgeService(
  { services, judged }: WarmHost,
  { serviceId, minutes, isQuiet }: ServiceNews,
  mayLearn: boolean,
  options: WarmModelsOptions,
): Promise<boolean> {
  const model = services.get(serviceId) ?? newServiceModel();
  services.set(serviceId, model);
  const newer = minutes.filter(([atMs]) => atMs > model.lastAtMs);
  const learns = mayLearn && newer.length > 0 && isDue(model);
  if (learns) learn(model, await forestOf(serviceId, options));
  for (const row of newer) {
    const opinion = judgeMinute(model, row, isQuiet);
    if (opinion) judged.set(serviceId, { opinion, recent: model.recent });
  }
  return learns;
}

async function forestOf(serviceId: string, { forestOf: load, log }: WarmModelsOptions) {
  try {
    const trained = await load(serviceId);
    return trained?.columns.join() === modelled.join() ? trained.forest : undefined;
  } catch (error) {
    log.warn('model.unavailable', { serviceId, message: messageOf(error) });
    return undefined;
  }
}

async function shelve(host: WarmHost, services: readonly ServiceNews[], { shelf, log }: WarmModelsOptions) {
  const nowMs = newestOf(services);
  const [{ hostId = '' } = {}] = services;
  if (nowMs < host.shelveAtMs) return;
  const known = services.flatMap(({ serviceId }) => {
    const model = host.services.get(serviceId);
    return model ? [[serviceId, model] as const] : [];
  });
  try {
    await shelf.write(hostId, modelsToBytes(new Map(known)));
    host.shelveAtMs = nowMs + SHELVE_EVERY_MS;
  } catch (error) {
    log.warn('models.not-shelved', { hostId, message: messageOf(error) });
    host.shelveAtMs = nowMs + MINUTE_MS;
  }
}

/** Begin of the newest minute; 0 before the first. */
const newestOf = (services: readonly ServiceNews[]): EpochMs =>
  Math.max(0, ...services.map(({ minutes }) => minutes.at(-1)?.[0] ?? 0));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
