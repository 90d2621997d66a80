import type { Action, CommandResult } from '@ares/core';
import { answerWords } from './answer-words.ts';
import { dateTime, duration, fit, inert, type Paint, wrap } from './format.ts';

const DOCUMENT = 'remediate (cdk/documents/remediate.yaml)';
const LOG_LINES = 8;
const GUTTER = 14;

interface Place {
  readonly beganAtMs: number;
  readonly width: number;
  readonly paint: Paint;
}

/** What was sent, what the host answered, and what came of it. */
export function actionLines(action: Action, { beganAtMs, width, paint }: Place): readonly string[] {
  const rows = [
    ['document', DOCUMENT],
    ['parameters', parameters(action)],
    ['command', command(action, beganAtMs)],
    ...(action.answer ? ([['ended', answerWords(action.answer.status)]] as const) : []),
    ...resultRows(action.result),
    [
      'serving',
      action.servingAtMs === undefined ? 'not seen again' : `again after ${duration(action.servingAtMs - beganAtMs)}`,
    ],
    ['outcome', outcome(action, beganAtMs)],
  ] as const;
  return [
    paint('bold', `Action ${action.id}: ${action.kind} ${inert(action.containerName)}`),
    ...rows.map(([name, text]) => wrap(`  ${name}`.padEnd(GUTTER) + inert(text), width, ' '.repeat(GUTTER))),
    ...logLines(action.result, width),
  ];
}

/** As the document takes them; what stands in the id of the action is not said twice. */
function parameters(action: Action): string {
  return [
    `kind ${action.kind}`,
    `container ${action.containerName} (${action.containerId.slice(0, 12)}, started ${action.startedAt})`,
    `stop timeout ${action.stopTimeoutSeconds} s`,
    ...(action.replicas === undefined ? [] : [`replicas ${action.replicas}`]),
    `epoch ${action.epoch}`,
    `not after ${dateTime(action.expiresAtMs)}`,
  ].join(', ');
}

function command({ commandId, sentAtMs }: Action, beganAtMs: number): string {
  if (commandId === undefined) return 'not sent';
  return sentAtMs === undefined ? commandId : `${commandId}, sent after ${duration(sentAtMs - beganAtMs)}`;
}

const statusWords: Readonly<Record<CommandResult['status'], string>> = {
  done: 'done',
  failed: 'failed',
  refused: 'refused by the host, nothing was touched',
  blocked: 'blocked by what the host found, nothing was touched',
  unknown: 'its end is not known',
};

function resultRows(result: CommandResult | undefined): readonly (readonly [string, string])[] {
  if (result === undefined) return [['result', 'none: the host has not answered']];
  const { status, reason, startedAtMs, endedAtMs, evidenceDir } = result;
  const said = `${statusWords[status]} in ${duration(endedAtMs - startedAtMs)}${reason ? `: ${reason}` : ''}`;
  return [['result', `${said}; ${containers(result)}`], ...(evidenceDir ? ([['evidence', evidenceDir]] as const) : [])];
}

function containers({ containerIdBefore: before, containerIdAfter: after }: CommandResult): string {
  if (before === after) return `the same container (${before.slice(0, 12) || '-'})`;
  return `container ${before.slice(0, 12) || '-'} replaced by ${after.slice(0, 12) || 'none'}`;
}

function outcome({ outcome: verdict, outcomeReason, state, finishedAtMs }: Action, beganAtMs: number): string {
  if (verdict === undefined) return `not known yet: ${state}`;
  const at = finishedAtMs === undefined ? '' : ` after ${duration(finishedAtMs - beganAtMs)}`;
  return `${verdict.toUpperCase()}${at}${outcomeReason ? `: ${outcomeReason}` : ''}`;
}

/** Of the container, from before the act; cut to the terminal, and nothing in them can steer it. */
function logLines(result: CommandResult | undefined, width: number): readonly string[] {
  const tail = result?.logTail ? result.logTail.trimEnd().split('\n') : [];
  if (tail.length === 0) return [];
  const shown = tail.slice(-LOG_LINES);
  const head = `  last ${shown.length} log lines before the act:`;
  return [head, ...shown.map((line) => fit(`    | ${inert(line)}`, width))];
}
