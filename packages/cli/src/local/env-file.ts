import { readFileSync } from 'node:fs';
import { CliError } from '../cli-error.ts';

const LINE = /^(?:\s*#.*|\s*|[A-Za-z_]\w*=[^\0]+)$/;

/**
 * The text of a file of NAME=VALUE lines, '' where there is none. An empty value is refused: Compose would take its
 * own default for it, and the stores know another password.
 * @throws CliError with file and line, which keeps the text to itself: it may be a secret
 */
export function readEnvFile(file: string, remedy: string): string {
  const text = textOf(file, remedy).trimEnd();
  const wrong = text.split('\n').findIndex((line) => !LINE.test(line));
  if (wrong >= 0) throw new CliError(`${file}:${wrong + 1} is no NAME=VALUE`, { remedy });
  return text;
}

function textOf(file: string, remedy: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOENT') return '';
    throw new CliError(`${file} cannot be read (${code})`, { remedy, cause });
  }
}
