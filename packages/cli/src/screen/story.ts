import type { Decision, Incident, IncidentStory, TimelineEvent } from '@ares/core';
import { type Colour, dateTime, duration, inert, type Paint, risk, wrap } from './format.ts';
import { actionLines } from './story-action.ts';
import { evidenceLines, rootsOf } from './story-reasons.ts';
import { detectedAfterMs, tookMs } from './took.ts';

/** Two, the time of eight, two. */
const BEFORE_KIND = 12;

/** All times of a story count from when the trouble began in the world. */
const after = (ms: number): string => `after ${duration(ms)}`;

type Told = Pick<TimelineEvent, 'atMs' | 'words' | 'data'> & { readonly kind: TimelineEvent['kind'] | 'serving' };

/**
 * The whole story of one incident: what was seen, what each guard said, what was done, whether it helped.
 * @param width of the terminal; only log lines are cut to it
 */
export function storyText(story: IncidentStory, paint: Paint, width: number): string {
  const { incident, actions } = story;
  const told = toldOf(story);
  const gutter = BEFORE_KIND + Math.max(...told.map(({ kind }) => kind.length), 0) + 2;
  return [
    `${paint('bold', `${incident.service}: ${incident.symptom}`)}  ${incident.state.toUpperCase()}  risk ${risk(incident.riskScore)}`,
    `incident ${incident.id} on ${incident.hostId}, container ${incident.containerName || '-'}`,
    wrap(timesLine(incident, actions), width, '  '),
    '',
    paint('bold', 'Evidence'),
    ...evidenceLines(incident.evidence, { width, paint }),
    '',
    paint('bold', 'Timeline'),
    ...told.flatMap((event) => eventLines(event, { beganAtMs: incident.beganAtMs, gutter, width, paint })),
    ...actions.flatMap((action) => ['', ...actionLines(action, { beganAtMs: incident.beganAtMs, width, paint })]),
  ].join('\n');
}

function timesLine(incident: Incident, actions: IncidentStory['actions']): string {
  const servingAtMs = actions.findLast((action) => action.servingAtMs !== undefined)?.servingAtMs;
  return [
    `began ${dateTime(incident.beganAtMs)}`,
    `detected ${after(detectedAfterMs(incident))}`,
    ...(servingAtMs === undefined ? [] : [`serving again ${after(servingAtMs - incident.beganAtMs)}`]),
    ...(incident.closedAtMs === undefined ? [] : [`closed ${after(tookMs(incident, incident.closedAtMs))}`]),
  ].join(', ');
}

/** What is stored, and of each action when it was first answered again, each at its time. */
function toldOf({ timeline, actions }: IncidentStory): readonly Told[] {
  const serving = actions.flatMap(({ servingAtMs, kind, containerName }): readonly Told[] =>
    servingAtMs === undefined
      ? []
      : [
          {
            atMs: servingAtMs,
            kind: 'serving',
            words: `first good probe of ${containerName} after the ${kind}`,
            data: {},
          },
        ],
  );
  return [...timeline, ...serving].toSorted((a, b) => a.atMs - b.atMs);
}

interface Columns {
  readonly beganAtMs: number;
  readonly gutter: number;
  readonly width: number;
  readonly paint: Paint;
}

/** A column for the times, one for what kind it is, and the words beside them. */
function eventLines(event: Told, { beganAtMs, gutter, width, paint }: Columns): readonly string[] {
  const begin = `  ${`+${duration(event.atMs - beganAtMs)}`.padStart(8)}  ${event.kind}`.padEnd(gutter);
  const margin = ' '.repeat(gutter);
  const roots = rootsOf(event);
  return [
    wrap(`${begin}${roots.length > 0 ? 'the likeliest root first' : inert(event.words)}`, width, margin),
    ...roots.map((root) => wrap(`${margin}${root}`, width, `${margin}   `)),
    ...guardLines(event).map(([tint, text]) => paint(tint, wrap(`${margin}${text}`, width, margin))),
  ];
}

/** The guards' answers beneath a decision: those that pass together, the one that holds with its reason. */
function guardLines(event: Told): readonly (readonly [Colour, string])[] {
  if (event.kind !== 'decided') return [];
  const { decision } = event.data as { decision: Decision };
  const passed = decision.answers.filter(({ answer }) => answer === 'pass').map(({ guard }) => guard);
  const all = passed.length > 0 ? [['dim', `pass: ${passed.join(', ')}`] as const] : [];
  const holds = decision.answers.flatMap((a) =>
    a.answer === 'hold' ? [['yellow', `hold: ${a.guard}, ${inert(a.reason)}`] as const] : [],
  );
  return [...all, ...holds];
}
