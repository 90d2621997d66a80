import type { CommandResult } from '../model/action.ts';

const statuses = ['done', 'failed', 'refused', 'blocked', 'unknown'] as const;
const LOG_TAIL_MAX_CHARS = 4_000;

/**
 * Reads the last line of the script's output. Whatever is not the one JSON object that the script promises is
 * undefined: the end of the command is then unknown.
 * @param skewMs control clock less host clock, added to the script's times
 */
export function parseCommandResult(stdout: string, skewMs: number): CommandResult | undefined {
  const line = stdout.trimEnd().split('\n').at(-1) ?? '';
  const raw = parseObject(line);
  if (raw === undefined) return undefined;
  const text = (key: string) => (typeof raw[key] === 'string' ? raw[key] : '');
  const time = (key: string) => (Number.isFinite(raw[key]) ? Number(raw[key]) + skewMs : Number.NaN);
  // A repeated action reports the first result, so that sending it twice looks like sending it once.
  const status = statuses.find((s) => s === (raw.status === 'repeat' ? raw.firstStatus : raw.status));
  const [startedAtMs, endedAtMs] = [time('startedAtMs'), time('endedAtMs')];
  if (status === undefined || Number.isNaN(endedAtMs)) return undefined;
  return {
    status,
    reason: text('reason'),
    containerIdBefore: text('containerIdBefore'),
    containerIdAfter: text('containerIdAfter'),
    startedAtMs: Number.isNaN(startedAtMs) ? endedAtMs : startedAtMs,
    endedAtMs,
    evidenceDir: text('evidenceDir'),
    logTail: decode(text('logTailBase64')).slice(-LOG_TAIL_MAX_CHARS),
  };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function decode(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
