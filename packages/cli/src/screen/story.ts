import type { Action, Decision, Evidence, IncidentStory, TimelineEvent } from '@ares/core';
import { clockTime, duration, inert, type Paint } from './format.ts';

/** The whole story of one incident: what was seen, what each guard said, what was done, whether it helped. */
export function storyText({ incident, actions, timeline }: IncidentStory, paint: Paint): string {
  const head = [
    `${paint('bold', `${incident.service}: ${incident.symptom}`)}  ${incident.state.toUpperCase()}  risk ${incident.riskScore.toFixed(2)}`,
    `incident ${incident.id} on ${incident.hostId}, container ${incident.containerName || '-'}`,
    `began ${clockTime(incident.beganAtMs)}, detected ${duration(incident.detectedAtMs - incident.beganAtMs)} later` +
      (incident.closedAtMs ? `, closed after ${duration(incident.closedAtMs - incident.detectedAtMs)}` : ''),
  ];
  const because = incident.evidence.map((evidence) => `  ${evidenceLine(evidence)}`);
  const told = timeline.flatMap((event) => eventLines(event, incident.beganAtMs, paint));
  return [
    ...head,
    '',
    paint('bold', 'Evidence'),
    ...because,
    '',
    paint('bold', 'Timeline'),
    ...told,
    ...actionLines(actions, paint),
  ].join('\n');
}

const evidenceLine = ({ words, expected }: Evidence): string =>
  inert(expected ? `${words} (expected ${expected})` : words);

function eventLines(event: TimelineEvent, beganAtMs: number, paint: Paint): readonly string[] {
  const line = `  ${`+${duration(event.atMs - beganAtMs)}`.padStart(8)}  ${event.kind.padEnd(10)} ${inert(event.words)}`;
  return [line, ...guardLines(event, paint)];
}

/** Each guard's answer beneath a decision. */
function guardLines(event: TimelineEvent, paint: Paint): readonly string[] {
  if (event.kind !== 'decided') return [];
  const { decision } = event.data as { decision: Decision };
  return decision.answers.map(({ guard, ...rest }) => {
    const text = rest.answer === 'pass' ? 'pass' : `hold: ${inert(rest.reason)}`;
    return paint(rest.answer === 'pass' ? 'dim' : 'yellow', `${' '.repeat(22)}${guard.padEnd(13)} ${text}`);
  });
}

function actionLines(actions: readonly Action[], paint: Paint): readonly string[] {
  return actions.flatMap((action) => [
    '',
    paint('bold', `Action ${action.id}`),
    `  ${action.kind} ${action.containerName} (${action.containerId.slice(0, 12)}), epoch ${action.epoch}, command ${action.commandId ?? 'not sent'}`,
    ...(action.result
      ? [
          `  host said ${action.result.status}${action.result.reason ? `: ${inert(action.result.reason)}` : ''}, evidence in ${inert(action.result.evidenceDir) || '-'}`,
        ]
      : []),
    ...(action.result?.logTail ? ['  last log lines before the act:', ...logLines(action.result.logTail)] : []),
    `  outcome ${action.outcome ?? action.state}${action.outcomeReason ? `: ${inert(action.outcomeReason)}` : ''}`,
  ]);
}

const logLines = (tail: string): readonly string[] =>
  tail
    .trimEnd()
    .split('\n')
    .slice(-8)
    .map((line) => `    | ${inert(line)}`);
