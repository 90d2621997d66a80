import type { Action, CommandResult, Decision, Evidence, IncidentStory, TimelineEvent } from '@ares/core';
import { type Colour, dateTime, duration, fit, inert, type Paint, wrap } from './format.ts';

/** Two, the time, two, the longest kind (`docker-restart`), two. */
const GUTTER = 28;

/**
 * The whole story of one incident: what was seen, what each guard said, what was done, whether it helped.
 * @param width of the terminal; only log lines are cut to it
 */
export function storyText({ incident, actions, timeline }: IncidentStory, paint: Paint, width: number): string {
  const closed = incident.closedAtMs ? `, closed after ${duration(incident.closedAtMs - incident.detectedAtMs)}` : '';
  const detected = `detected ${duration(incident.detectedAtMs - incident.beganAtMs)} later`;
  return [
    `${paint('bold', `${incident.service}: ${incident.symptom}`)}  ${incident.state.toUpperCase()}  risk ${incident.riskScore.toFixed(2)}`,
    `incident ${incident.id} on ${incident.hostId}, container ${incident.containerName || '-'}`,
    `began ${dateTime(incident.beganAtMs)}, ${detected}${closed}`,
    '',
    paint('bold', 'Evidence'),
    ...incident.evidence.map((evidence) => `  ${wrap(evidenceLine(evidence), width - 4, '    ')}`),
    '',
    paint('bold', 'Timeline'),
    ...timeline.flatMap((event) => eventLines(event, incident.beganAtMs, paint, width)),
    ...actionLines(actions, paint, width),
  ].join('\n');
}

const evidenceLine = ({ words, expected }: Evidence): string =>
  inert(expected ? `${words} (expected ${expected})` : words);

/** A column for the times, one for what kind it is, and the words beside them. */
function eventLines(event: TimelineEvent, beganAtMs: number, paint: Paint, width: number): readonly string[] {
  const gutter = `  ${`+${duration(event.atMs - beganAtMs)}`.padStart(8)}  ${event.kind}`.padEnd(GUTTER);
  const beside = (text: string): string => wrap(text, width, ' '.repeat(GUTTER));
  return [
    beside(`${gutter}${inert(event.words)}`),
    ...guardLines(event).map(([tint, text]) => paint(tint, beside(text))),
  ];
}

/** The guards' answers beneath a decision: those that pass together, the one that holds with its reason. */
function guardLines(event: TimelineEvent): readonly (readonly [Colour, string])[] {
  if (event.kind !== 'decided') return [];
  const { decision } = event.data as { decision: Decision };
  const passed = decision.answers.filter(({ answer }) => answer === 'pass').map(({ guard }) => guard);
  const margin = ' '.repeat(GUTTER);
  const all = passed.length > 0 ? [['dim', `${margin}pass: ${passed.join(', ')}`] as const] : [];
  const holds = decision.answers.flatMap((a) =>
    a.answer === 'hold' ? [['yellow', `${margin}hold: ${a.guard}, ${inert(a.reason)}`] as const] : [],
  );
  return [...all, ...holds];
}

const LOG_LINES = 8;

function actionLines(actions: readonly Action[], paint: Paint, width: number): readonly string[] {
  return actions.flatMap((action) => [
    '',
    paint('bold', `Action ${action.id}`),
    `  ${action.kind} ${action.containerName} (${action.containerId.slice(0, 12)})`,
    `  epoch ${action.epoch}, command ${action.commandId ?? 'not sent'}`,
    ...resultLines(action.result, width),
    `  outcome ${action.outcome ?? action.state}${action.outcomeReason ? `: ${inert(action.outcomeReason)}` : ''}`,
  ]);
}

function resultLines(result: CommandResult | undefined, width: number): readonly string[] {
  if (result === undefined) return [];
  const { status, reason, evidenceDir, logTail } = result;
  const tail = logTail ? logTail.trimEnd().split('\n').slice(-LOG_LINES) : [];
  return [
    `  host said ${status}${reason ? `: ${inert(reason)}` : ''}`,
    ...(evidenceDir ? [`  evidence in ${inert(evidenceDir)}`] : []),
    ...(tail.length > 0 ? ['  last log lines before the act:'] : []),
    ...tail.map((line) => fit(`    | ${inert(line)}`, width)),
  ];
}
