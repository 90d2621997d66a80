import type { KnowledgeReader } from '@ares/core';
import { actionsSince, untilCalm } from './knowing.ts';
import { containerOf, type FaultKind, injections, isReady } from './shop-hands.ts';
import { sleep } from './sleep.ts';

/** Milliseconds from the injection; NaN where it did not come to that. */
export interface Trial {
  readonly kind: FaultKind;
  readonly service: string;
  readonly container: string;
  readonly detectedMs: number;
  readonly sentMs: number;
  /** By the benchmark's own probe. */
  readonly servingMs: number;
  readonly verifiedMs: number;
  readonly actionIds: readonly string[];
}

const GIVE_UP_MS = 90_000;
const POLL_MS = 50;
/** The base cooldown of the policy, after which a service may be healed again. */
const COOLDOWN_MS = 11_000;

/** Breaks one container and waits until ARES has verified its heal. */
export async function trial(reader: KnowledgeReader, kind: FaultKind, service: string): Promise<Trial> {
  await untilCalm(reader);
  const container = await containerOf(service);
  const injectedAtMs = Date.now();
  await injections[kind](container);
  const servingMs = (await untilServing(kind, container, injectedAtMs)) - injectedAtMs;
  const healed = await untilHealed(reader, service, injectedAtMs);
  const first = healed[0];
  const since = (atMs: number | undefined) => (atMs === undefined ? Number.NaN : atMs - injectedAtMs);
  const effective = healed.find(({ action }) => action.outcome === 'effective')?.action;
  await sleep(COOLDOWN_MS);
  return {
    kind,
    service,
    container,
    detectedMs: since(first?.incident.detectedAtMs),
    sentMs: since(first?.action.sentAtMs),
    servingMs,
    verifiedMs: since(effective?.finishedAtMs),
    actionIds: healed.map(({ action }) => action.id),
  };
}

/** First good answer after the container was seen broken; a still good answer right after the fault does not count. */
async function untilServing(kind: FaultKind, container: string, injectedAtMs: number): Promise<number> {
  let broken = kind === 'crash';
  while (Date.now() - injectedAtMs < GIVE_UP_MS) {
    const ready = await isReady(container).catch(() => false);
    if (!ready) broken = true;
    else if (broken) return Date.now();
    await sleep(POLL_MS);
  }
  return Number.NaN;
}

async function untilHealed(reader: KnowledgeReader, service: string, injectedAtMs: number) {
  while (Date.now() - injectedAtMs < GIVE_UP_MS) {
    const own = (await actionsSince(reader, injectedAtMs)).filter(({ incident }) => incident.service === service);
    if (own.some(({ action }) => action.outcome === 'effective')) return own;
    await sleep(250);
  }
  return (await actionsSince(reader, injectedAtMs)).filter(({ incident }) => incident.service === service);
}
