import type { LabelProblem } from '@ares/core';
import { clockTime, dateTime, duration, fit, inert, type Paint, wrap } from './format.ts';
import { serviceTable } from './service-table.ts';
import { type IncidentLine, type Looked, type StatusView, statusView } from './status-view.ts';
import { table } from './table.ts';

export interface StatusModel extends Looked {
  readonly urls: readonly (readonly [name: string, url: string])[];
  readonly width: number;
  /** Of a live picture: what is over yields, so that nothing falls off the bottom. */
  readonly height?: number;
  readonly hint?: string;
}

/** The whole status as text: one sentence, services sorted by trouble, what happened last, where to look. */
export function statusScreen(model: StatusModel, paint: Paint): string {
  const { width, height = Number.POSITIVE_INFINITY } = model;
  const view = statusView(model);
  const above = [headline(view, width, paint), view.services.length > 0 ? serviceTable(view, width, paint) : ''];
  const below = [links(model, paint)];
  const taken = [...above, ...below].filter(Boolean).reduce((sum, text) => sum + text.split('\n').length + 1, 0);
  const sections = [...above, incidents(view, width, height - taken - 1, paint), ...below];
  return sections.filter(Boolean).join('\n\n');
}

const INDENT = '      ';
/** A space between words that stay on one line. */
const TIED = '\u00a0';

/** Wrapped between words, and cut where one word is wider than the terminal. */
const block = (text: string, width: number, indent = INDENT): string =>
  wrap(text, width, indent)
    .split('\n')
    .map((line) => fit(line.replaceAll(TIED, ' ').trimEnd(), width))
    .join('\n');

const BANNER_LINES = 3;

function short(text: string): string {
  const lines = text.split('\n');
  return lines.length <= BANNER_LINES ? text : `${lines.slice(0, BANNER_LINES).join('\n').slice(0, -1)}…`;
}

function headline(view: StatusView, width: number, paint: Paint): string {
  const { stale, sentence, lastTickAgeMs, verdict } = view;
  const looked = stale || lastTickAgeMs === undefined ? '' : `looked ${duration(lastTickAgeMs)} ago`;
  const [first = '', ...rest] = block(
    `ARES  ${inert(sentence)}  ${looked.replaceAll(' ', TIED)}`.trimEnd(),
    width,
  ).split('\n');
  const title = [first.replace('ARES', paint('bold', 'ARES')), ...rest]
    .join('\n')
    .replace(looked, paint('dim', looked));
  const told = verdict === 'unknown' ? title.replace('Unknown:', paint('yellow', 'Unknown:')) : title;
  return [told, ...banners(view).map((text) => paint('yellow', short(block(text, width))))].join('\n');
}

/** What holds ARES back as a whole. */
function banners({ killSwitch, policy, labelProblems }: StatusView): readonly string[] {
  const paused = killSwitch.on
    ? [`PAUSED by ${inert(killSwitch.by)} since ${dateTime(killSwitch.sinceMs)}: ${inert(killSwitch.reason)}`]
    : [];
  const refused =
    policy.rejected === undefined ? [] : [`POLICY REFUSED, ${inForce(policy)}: ${inert(policy.rejected)}`];
  const alone = labelProblems.filter(({ leftAlone }) => leftAlone);
  const ignored = labelProblems.filter(({ leftAlone }) => !leftAlone);
  return [
    ...paused,
    ...refused,
    ...aboutLabels(alone, 'container is left alone', 'containers are left alone'),
    ...aboutLabels(ignored, 'label is not followed', 'labels are not followed'),
  ];
}

export const inForce = ({ version }: StatusView['policy']): string =>
  version === undefined ? 'with no good one ARES only watches' : 'the last good one stays in force';

const LABELS_TOLD = 3;

function aboutLabels(problems: readonly LabelProblem[], one: string, many: string): readonly string[] {
  if (problems.length === 0) return [];
  const told = problems
    .slice(0, LABELS_TOLD)
    .map(({ label, containerName, reason }) => inert(`label ${label} of ${containerName}: ${reason}`));
  const more = problems.length > LABELS_TOLD ? `; all in \`npx ares status --json\`` : '';
  return [`${problems.length} ${problems.length === 1 ? one : many}: ${told.join('; ')}${more}`];
}

/** As many as fit, what is open before what is over. */
function incidents({ incidents: all, nowMs }: StatusView, width: number, linesMax: number, paint: Paint): string {
  if (all.length === 0) return paint('dim', 'No incidents yet.');
  const room = Math.max(1, linesMax - 1);
  const kept = new Set(all.toSorted((a, b) => Number(b.open) - Number(a.open)).slice(0, room));
  const rows = all.filter((incident) => kept.has(incident)).map((incident) => incidentRow(incident, nowMs));
  const head = ['INCIDENT', 'AT', 'SERVICE', 'SYMPTOM', 'STATE', 'TOOK', 'BECAUSE'];
  const tint = (cell: string, column: number): string =>
    column === STATE && (cell === 'OPEN' || cell === 'ESCALATED') ? paint('yellow', cell) : cell;
  const [first = '', ...body] = table(head, rows, { width, paint: tint }).split('\n');
  return [paint('dim', first), ...body].join('\n');
}

const STATE = 4;

const incidentRow = (incident: IncidentLine, nowMs: number): readonly string[] => [
  incident.id.slice(0, 8),
  isSameDay(incident.detectedAtMs, nowMs)
    ? clockTime(incident.detectedAtMs)
    : dateTime(incident.detectedAtMs).slice('2026-'.length, -':00'.length),
  incident.service,
  incident.symptom,
  incident.state.toUpperCase(),
  duration((incident.closedAtMs ?? nowMs) - incident.beganAtMs),
  incident.because,
];

const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

const GAP = '   ';

/** As many addresses on a line as fit. */
function links({ urls, hint, width }: StatusModel, paint: Paint): string {
  const lines: string[][] = [];
  let room = 0;
  for (const [name, url] of urls) {
    const length = `${name} ${url}`.length;
    if (room < length || lines.length === 0) {
      lines.push([]);
      room = width;
    }
    lines.at(-1)?.push(`${name} ${paint('cyan', url)}`);
    room -= length + GAP.length;
  }
  return [...lines.map((line) => line.join(GAP)), ...(hint ? [paint('dim', fit(hint, width))] : [])].join('\n');
}
