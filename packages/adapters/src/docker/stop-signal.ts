import { constants } from 'node:os';

const REALTIME_MIN = 34;
const REALTIME_MAX = 64;

/** Number of a signal as Dockerfiles and Compose write it: `SIGQUIT`, `quit`, `3`, `RTMIN+3`; SIGTERM where none is set. */
export function signalNumber(text: string): number {
  if (text === '') return constants.signals.SIGTERM;
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toUpperCase().replace(/^SIG/, '');
  const [, base, sign, offset = '0'] = /^RT(MIN|MAX)(?:([+-])(\d+))?$/.exec(name) ?? [];
  if (base) return (base === 'MIN' ? REALTIME_MIN : REALTIME_MAX) + (sign === '-' ? -Number(offset) : Number(offset));
  const known: Readonly<Record<string, number>> = constants.signals;
  return known[`SIG${name}`] ?? constants.signals.SIGTERM;
}
