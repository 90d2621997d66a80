import { hostAgentReader } from '@ares/adapters/host-agent';
import { prometheusReader } from '@ares/adapters/prometheus';
import { policyFile } from '@ares/config';
import type { HostSnapshot } from '@ares/core';
import { SHARD, withLocalKnowledge } from '../commands/context.ts';
import { channelsFile } from '../local/channels-file.ts';
import { channelsPath, hostId, policyPath } from '../local/paths.ts';
import { urls } from '../local/stack.ts';
import { ago, duration } from '../screen/format.ts';
import { NotYet, type Probe } from './check.ts';
import { FIRST_MINUTE_MS, startedAtMs } from './first-minute.ts';

const ANSWER_MS = 2_000;
const TICK_AGE_MAX_MS = 30_000;

const snapshot = (): Promise<HostSnapshot> =>
  hostAgentReader({ agents: [{ hostId, url: urls.agent }] }).snapshot({ hostId }, ANSWER_MS);

async function hostAgentAnswers(): Promise<string> {
  const { containers, invalid, docker } = await snapshot();
  if (!docker.ok) throw new Error(`it cannot reach Docker: ${docker.error ?? 'no answer'}`);
  const bad = invalid.map((c) => `${c.containerName}: ${c.label} ${c.reason}`);
  if (bad.length > 0) throw new Error(`labels that cannot be read: ${bad.join('; ')}`);
  return `${containers.length} managed containers`;
}

async function featuresArrive(): Promise<string> {
  const { samples } = await prometheusReader({ url: urls.prometheus }).read({ hostId }, ANSWER_MS);
  if (samples.length > 0) return `${samples.length} samples`;
  const seen = await snapshot();
  if (seen.containers.length === 0) throw new NotYet('nothing to measure: no container carries ares.service');
  throw missing('no ares:* series', seen);
}

/** What needs up to half a minute after a start is missing: soon there, or too late by now. */
function missing(what: string, seen: HostSnapshot): Error {
  const ageMs = Date.now() - startedAtMs(seen);
  if (ageMs < FIRST_MINUTE_MS) return new NotYet(`${what}; half a minute is usual after a start`);
  return new Error(`${what}, ${duration(ageMs)} after the start`);
}

async function policyIsGood(): Promise<string> {
  const { policy, rejected } = await policyFile(policyPath)();
  if (rejected) throw new Error(rejected);
  return `${policyPath}, version ${policy.version}`;
}

const storeAnswers = (): Promise<string> =>
  withLocalKnowledge(async ({ reader }) => {
    const { lastTickAtMs } = await reader.overview(SHARD);
    if (lastTickAtMs === undefined) throw missing('it answers, but there was no tick', await snapshot());
    const tick = `last tick ${ago(lastTickAtMs, Date.now())}`;
    if (Date.now() - lastTickAtMs > TICK_AGE_MAX_MS) throw new Error(`it answers, but ARES does not run: ${tick}`);
    return tick;
  });

async function peopleAreTold(): Promise<string> {
  const channels = await channelsFile(channelsPath);
  if (channels.length === 0) return `by the screen alone: no channels in ${channelsPath}`;
  return channels.map(({ name }) => name).join(', ');
}

export const aresProbes: readonly Probe[] = [
  { name: 'host agent', remedy: 'run `npm start`', find: hostAgentAnswers },
  {
    name: 'Prometheus features',
    remedy: `look at the targets: ${urls.prometheus}/targets`,
    find: featuresArrive,
  },
  { name: 'policy', remedy: `run \`npx ares policy validate ${policyPath}\``, find: policyIsGood },
  { name: 'knowledge store', remedy: 'run `npm start`', find: storeAnswers },
  { name: 'people are told', remedy: 'correct it as docs/notify.md says', find: peopleAreTold },
];
