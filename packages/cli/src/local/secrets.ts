import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file of random secrets once; an existing one is kept, since the stores know its passwords. */
export function ensureSecrets(file: string, names: readonly string[]): void {
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const missing = names.filter((name) => !known.split('\n').some((line) => line.startsWith(`${name}=`)));
  if (missing.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const lines = missing.map((name) => `${name}=${randomBytes(24).toString('hex')}`);
  const base = known === '' || known.endsWith('\n') ? known : `${known}\n`;
  writeFileSync(file, `${base}${lines.join('\n')}\n`, { mode: 0o600 });
}
