import type { EpochMs, HealthState } from '@ares/core';

/** "4 s", "12 min", "3 h": one unit, as a person would say it. */
export function duration(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}

export const ago = (atMs: EpochMs, nowMs: EpochMs): string => `${duration(nowMs - atMs)} ago`;

/** "10:32:07" in local time. */
export const clockTime = (atMs: EpochMs): string => new Date(atMs).toTimeString().slice(0, 8);

/** "2026-11-23 10:32:07" in local time. */
export const dateTime = (atMs: EpochMs): string => `${new Date(atMs).toLocaleDateString('sv')} ${clockTime(atMs)}`;

const colours = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36, dim: 2, bold: 1 } as const;
export type Colour = keyof typeof colours;
export type Paint = (colour: Colour, text: string) => string;

/** Colour only where a person looks: on a terminal, and not against `NO_COLOR`. */
export const painter = (stream: { isTTY?: boolean }, env = process.env): Paint =>
  stream.isTTY && !env.NO_COLOR ? (colour, text) => `\u001b[${colours[colour]}m${text}\u001b[0m` : (_, text) => text;

/** A state is always icon and word; colour comes on top. */
export const stateLooks: Readonly<Record<HealthState, { readonly icon: string; readonly colour: Colour }>> = {
  HEALTHY: { icon: '✓', colour: 'green' },
  DEGRADED: { icon: '▲', colour: 'yellow' },
  DOWN: { icon: '⬣', colour: 'red' },
  HEALING: { icon: '↻', colour: 'blue' },
  RECOVERING: { icon: '◐', colour: 'magenta' },
};

/** A risk in 0..1: a digit more where that is what matters, and never rounded up to a certainty. */
export function risk(value: number): string {
  const digits = value < 0.99 || value === 1 ? 2 : 3;
  return (Math.floor(Number((value * 10 ** digits).toPrecision(9))) / 10 ** digits).toFixed(digits);
}

/** Text from outside (logs, labels, Docker) may carry escape sequences; none reaches the terminal. */
export const inert = (text: string): string => text.replace(/[^\P{Cc}\t\n]/gu, '�');

/** Cuts to a width, with an ellipsis. */
export const fit = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

/**
 * Breaks between words, so that no line but one of a single long word is wider. The first line keeps the spaces that it
 * begins with, the further ones begin with `indent`.
 */
export function wrap(text: string, width: number, indent: string): string {
  const [first = '', ...words] = text.trimStart().split(' ');
  const lines = [' '.repeat(text.length - text.trimStart().length) + first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(indent + word);
  }
  return lines.join('\n');
}
