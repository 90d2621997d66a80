import { isActedOn } from '../model/action.ts';
import type { HostObservation, ServiceView } from '../model/fleet.ts';
import type { Knowledge, ServiceMemory } from '../model/knowledge.ts';
import type { Evidence, Verdict } from '../model/symptom.ts';
import type { EpochMs } from '../model/time.ts';
import { dockerRestarted } from './docker-reflex.ts';
import type { Finding } from './finding.ts';
import { hardEvidence } from './hard-evidence.ts';
import { leftBehind } from './left-behind.ts';
import { statistics } from './statistics.ts';
import { unusual } from './symptoms/unusual.ts';

/** The gravest verdict on each replica, and on each service as a whole, that shows a symptom. */
export function analyze(
  views: readonly ServiceView[],
  hosts: readonly HostObservation[],
  { services, actions }: Pick<Knowledge, 'services' | 'actions'>,
  nowMs: EpochMs,
): readonly Verdict[] {
  return views.flatMap((view) => {
    const intents = hosts.find((host) => host.hostId === view.hostId)?.snapshot?.intents ?? [];
    const memory = services.find((m) => m.serviceId === view.serviceId);
    const findings = [
      ...view.containers.map((container) => hardEvidence(container, intents, view.profile, nowMs)),
      ...view.containers.map((container) => leftBehind(container, view, actions)),
      ...view.containers.map((container) => dockerRestarted(container, memory, nowMs)),
      ...statistics(view, memory),
      ...(isActedOn(view.serviceId, actions) ? [] : [unusual(memory)]),
    ].filter((finding) => finding !== undefined);
    const targets = Map.groupBy(findings, ({ containerName }) => containerName);
    return [...targets.values()].map((own) => verdict(view, own.reduce(graver), memory));
  });
}

const graver = (a: Finding, b: Finding): Finding => {
  if (a.weight !== b.weight) return a.weight === 'act' ? a : b;
  return b.riskScore > a.riskScore ? b : a;
};

const verdict = (view: ServiceView, finding: Finding, memory: ServiceMemory | undefined): Verdict => ({
  serviceId: view.serviceId,
  hostId: view.hostId,
  service: view.service,
  symptom: finding.symptom,
  containerName: finding.containerName,
  riskScore: finding.riskScore,
  weight: finding.weight,
  evidence: [...finding.evidence, ...modelsBeside(finding, memory)],
});

/** From here on it is worth a word beside the reasons of a finding. */
const WORTH_A_WORD = 0.99;

/** What the models of a service say, where the finding is not theirs. */
const modelsBeside = ({ evidence }: Finding, memory: ServiceMemory | undefined): readonly Evidence[] =>
  memory?.risk === undefined || memory.risk.evidence === evidence || memory.risk.risk < WORTH_A_WORD
    ? []
    : memory.risk.evidence.map((reason) => ({ ...reason, context: true }));
