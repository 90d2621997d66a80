import { randomUUID } from 'node:crypto';
import { hostAgentReader } from '@ares/adapters/host-agent';
import { localRunner } from '@ares/adapters/local-runner';
import type { Outbox, Retention } from '@ares/adapters/postgres';
import { prometheusHistory, prometheusReader } from '@ares/adapters/prometheus';
import { policyFile } from '@ares/config';
import {
  AresError,
  askedAnswers,
  type KnowledgeStore,
  type Log,
  type ModelShelf,
  type Ports,
  type TickReport,
  warmModels,
} from '@ares/core';
import { channelsFile } from './channels-file.ts';
import { keepHouse } from './keep-house.ts';
import { startLoop } from './loop.ts';
import { tellPeople } from './tell-people.ts';
import { type LocalTraining, startTraining } from './train.ts';

export interface RuntimeOptions {
  readonly knowledge: KnowledgeStore;
  readonly shard: string;
  readonly hostId: string;
  readonly agentUrl: string;
  readonly prometheusUrl: string;
  readonly policyPath: string;
  readonly documentPath: string;
  readonly hostStateDir: string;
  readonly log: Log;
  /** Bounds what the store keeps; left out where the store is another's to look after. */
  readonly retention?: Retention;
  /** What people have to be told, and by what file; left out where nobody here is to tell it. */
  readonly people?: { readonly outbox: Outbox; readonly channelsPath: string };
  /** What the models of services are learnt from and kept in; left out where nothing is learnt. */
  readonly training?: Pick<LocalTraining, 'reader' | 'models'> & { readonly shelf: ModelShelf };
  readonly onTick?: (report: TickReport) => void;
}

export interface Runtime {
  stop(): Promise<void>;
}

const EVERY_MS = 5_000;
const IN_FLIGHT_MS = 250;
const HELD_MS = 1_000;
/** So long one that died still has the right to decide. */
export const LEASE_TTL_MS = 15_000;

/** The local control plane: the same loop as on AWS, with this machine's Docker daemon as its one host. */
export function startRuntime(options: RuntimeOptions): Runtime {
  const { log } = options;
  const hosts = hostAgentReader({ agents: [{ hostId: options.hostId, url: options.agentUrl }] });
  const policy = policyFile(options.policyPath);
  const commands = localRunner({ documentPath: options.documentPath, stateDir: options.hostStateDir });
  const ports: Ports = {
    clock: { now: Date.now },
    hosts,
    metrics: prometheusReader({ url: options.prometheusUrl }),
    commands,
    answers: askedAnswers(commands),
    knowledge: options.knowledge,
    policy,
    newId: randomUUID,
    log,
    ...(options.training ? { models: modelsOf(options.training, log) } : {}),
  };
  const holder = `${options.hostId}, process ${process.pid}, ${randomUUID().slice(0, 8)}`;
  const loop = startLoop(ports, {
    shard: options.shard,
    holder,
    everyMs: EVERY_MS,
    inFlightMs: IN_FLIGHT_MS,
    heldMs: HELD_MS,
    leaseTtlMs: LEASE_TTL_MS,
    onError: (error) => log.warn('tick.failed', failure(error)),
    ...(options.onTick ? { onTick: options.onTick } : {}),
  });
  const unsubscribe = hosts.subscribe((wake) => loop.wake(wake.reason));
  const house = options.retention && keepHouse(options.retention, log);
  const people = options.people && peopleOf(options.people, options);
  const training = options.training && trainingOf(options.training, options);
  return {
    async stop() {
      unsubscribe();
      await Promise.all([loop.stop(), house?.stop(), people?.stop(), training?.stop()]);
      // The next one need not wait for its end.
      await ports.knowledge
        .releaseLease(options.shard, holder)
        .catch((error: unknown) => log.warn('lease.release.failed', failure(error)));
    },
  };
}

const peopleOf = ({ outbox, channelsPath }: NonNullable<RuntimeOptions['people']>, { hostId, log }: RuntimeOptions) =>
  tellPeople({ outbox, channels: () => channelsFile(channelsPath), fleet: hostId, log });

const modelsOf = ({ shelf, models }: NonNullable<RuntimeOptions['training']>, log: Log) =>
  warmModels({ shelf, forestOf: models.load, log, now: Date.now });

const trainingOf = (
  training: NonNullable<RuntimeOptions['training']>,
  { hostId, log, prometheusUrl }: RuntimeOptions,
) => startTraining({ ...training, hostId, history: prometheusHistory({ url: prometheusUrl }), log });

const failure = (error: unknown) => ({
  code: error instanceof AresError ? error.code : 'BUG',
  message: error instanceof Error ? error.message : String(error),
});
