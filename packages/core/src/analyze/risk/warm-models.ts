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
  /** Unix milliseconds, for the time that a call takes */
  readonly now: () => EpochMs;
  /**
   * Services in memory, each of which takes up to a megabyte: models of further hosts say nothing.
   * @default - any number
   */
  readonly servicesMax?: number;
}

/** Models of one host in memory; times are of its newest minute. */
interface WarmHost {
  readonly services: Map<string, ServiceModel>;
  readonly judged: Map<string, Judged>;
  /** When the shelf was last asked. */
  readonly readAtMs: EpochMs;
  /** When to put them onto it. */
  shelveAtMs: EpochMs;
  /** Begin of the newest minute heard of it */
  newestMs: EpochMs;
  /** Number of the call that last told of it */
  heardAt: number;
}

/** Less than the minutes that a service's memory keeps, so that nothing is missing after a restart. */
const SHELVE_EVERY_MS = 7 * MINUTE_MS;
/** A process that begins must not be late for it: more hosts and services wait for the next call. */
const HOSTS_READ_AT_ONCE = 10;
const LEARN_AT_ONCE = 4;
/** Whoever heals waits for a call: after this long nothing that may take time is begun, and the next call goes on. */
const BUDGET_MS = 1_000;
/** Each takes some tens of milliseconds; those of a full shard have had their turn within seven minutes. */
const SHELVED_AT_ONCE = 5;
/** Shelves know the time of day, and a newest minute began up to this long before. */
const LAG_MS = 3 * MINUTE_MS;
/** A host of which so many calls told nothing is gone, or another process has it: hours, by any number of shards. */
const GONE_CALLS = 1_000;

/** Keeps models in memory, and on a shelf as often as it takes to lose nothing. */
export function warmModels(options: WarmModelsOptions): ServiceModels {
  const hosts = new Map<string, WarmHost>();
  let calls = 0;
  return {
    async judge(news) {
      calls += 1;
      const startMs = options.now();
      const isLate = (): boolean => options.now() - startMs > BUDGET_MS;
      const ofHosts = [...Map.groupBy(news, ({ hostId }) => hostId)];
      forgetGone(hosts, calls);
      const behind = withinRoom(hosts, ofHosts, options).filter(([id, services]) => isBehind(hosts.get(id), services));
      await Promise.all(behind.slice(0, HOSTS_READ_AT_ONCE).map((one) => readHost(hosts, one, calls, options)));
      let learns = LEARN_AT_ONCE;
      const known = ofHosts.flatMap(([hostId, services]) => {
        const host = hosts.get(hostId);
        return host ? [{ host, services }] : [];
      });
      for (const { host, services } of known) {
        Object.assign(host, { newestMs: newestOf(services), heardAt: calls });
        for (const one of services) learns -= Number(await judgeService(host, one, learns > 0 && !isLate(), options));
      }
      const due = known.filter(({ host }) => host.newestMs >= host.shelveAtMs && !isLate()).slice(0, SHELVED_AT_ONCE);
      await Promise.all(due.map(({ host, services }) => shelve(host, services, options)));
      return new Map(known.flatMap(({ host }) => [...host.judged]));
    },
  };
}

function forgetGone(hosts: Map<string, WarmHost>, calls: number): void {
  for (const [hostId, { heardAt }] of hosts) if (calls - heardAt > GONE_CALLS) hosts.delete(hostId);
}

type OfHost = readonly [string, readonly ServiceNews[]];

/** Those in memory, and as many others as there is room for. */
function withinRoom(
  hosts: ReadonlyMap<string, WarmHost>,
  ofHosts: readonly OfHost[],
  { servicesMax = Number.POSITIVE_INFINITY, log }: WarmModelsOptions,
): readonly OfHost[] {
  let room = servicesMax - [...hosts.values()].reduce((sum, { services }) => sum + services.size, 0);
  const within = ofHosts.filter(([hostId, services]) => {
    if (hosts.has(hostId)) return true;
    if (services.length > room) return false;
    room -= services.length;
    return true;
  });
  if (within.length < ofHosts.length) log.info('models.full', { hostsWithout: ofHosts.length - within.length });
  return within;
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
  [hostId, services]: OfHost,
  heardAt: number,
  { shelf, log }: WarmModelsOptions,
): Promise<void> {
  try {
    const bytes = await shelf.read(hostId);
    const models = bytes && modelsFromBytes(bytes);
    if (bytes && models === undefined) log.warn('models.unreadable', { hostId, bytes: bytes.byteLength });
    const readAtMs = newestOf(services);
    // Hosts take turns, so that a fleet does not write all at once.
    const turnMs = (crc32(new TextEncoder().encode(hostId)) % (SHELVE_EVERY_MS / MINUTE_MS)) * MINUTE_MS;
    const { judged = new Map<string, Judged>(), services: warm } = hosts.get(hostId) ?? {};
    const shelveAtMs = readAtMs + turnMs;
    hosts.set(hostId, { services: newerOf(warm, models), judged, readAtMs, shelveAtMs, newestMs: readAtMs, heardAt });
  } catch (error) {
    log.warn('models.unavailable', { hostId, message: messageOf(error) });
  }
}

/** Of each service the model that knows more: what lies on the shelf may be older than what is in memory, or damaged. */
function newerOf(warm: WarmHost['services'] = new Map(), shelved: WarmHost['services'] = new Map()) {
  const newer = [...shelved].filter(
    ([id, { lastAtMs }]) => lastAtMs > (warm.get(id)?.lastAtMs ?? Number.NEGATIVE_INFINITY),
  );
  return new Map([...warm, ...newer]);
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
  if (learns) learn(model, await forestOf(serviceId, model, options));
  for (const row of newer) {
    const opinion = judgeMinute(model, row, isQuiet);
    if (opinion) judged.set(serviceId, { opinion, recent: model.recent });
  }
  return learns;
}

/** One that cannot be had now is the one that was had last. */
async function forestOf(serviceId: string, { learnt }: ServiceModel, { forestOf: load, log }: WarmModelsOptions) {
  try {
    const trained = await load(serviceId);
    return trained?.columns.join() === modelled.join() ? trained.forest : undefined;
  } catch (error) {
    log.warn('model.unavailable', { serviceId, message: messageOf(error) });
    return learnt?.joint?.forest;
  }
}

/** Where several processes have the models of a host, one of them shelves for all. */
async function shelve(host: WarmHost, services: readonly ServiceNews[], { shelf, log }: WarmModelsOptions) {
  const { newestMs: nowMs } = host;
  const [{ hostId = '' } = {}] = services;
  forgetOthers(host, services);
  try {
    const writtenAtMs = await shelf.writtenAtMs(hostId);
    if (writtenAtMs !== undefined && Math.abs(nowMs - writtenAtMs) < SHELVE_EVERY_MS - LAG_MS) {
      host.shelveAtMs = writtenAtMs + SHELVE_EVERY_MS - LAG_MS;
      return;
    }
    await shelf.write(hostId, modelsToBytes(host.services));
    host.shelveAtMs = nowMs + SHELVE_EVERY_MS;
  } catch (error) {
    log.warn('models.not-shelved', { hostId, message: messageOf(error) });
    host.shelveAtMs = nowMs + MINUTE_MS;
  }
}

/** Services that are gone from the host. */
function forgetOthers(host: WarmHost, services: readonly ServiceNews[]): void {
  const here = new Set(services.map(({ serviceId }) => serviceId));
  for (const serviceId of host.services.keys())
    if (!here.has(serviceId)) {
      host.services.delete(serviceId);
      host.judged.delete(serviceId);
    }
}

/** Begin of the newest minute; 0 before the first. */
const newestOf = (services: readonly ServiceNews[]): EpochMs =>
  Math.max(0, ...services.map(({ minutes }) => minutes.at(-1)?.[0] ?? 0));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
