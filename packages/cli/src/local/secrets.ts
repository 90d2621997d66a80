import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readEnvFile } from './env-file.ts';

export const SECRETS_REMEDY =
  "put the file back: it has the passwords of the shop's data; or delete it and run `npx ares down --volumes`, which removes those data";

/**
 * Writes a file of random secrets once; an existing one is kept, since the stores know its passwords.
 * @throws CliError for a file that cannot be read
 */
export function ensureSecrets(file: string, names: readonly string[]): void {
  const known = readEnvFile(file, SECRETS_REMEDY);
  const missing = names.filter((name) => !known.split('\n').some((line) => line.startsWith(`${name}=`)));
  if (missing.length === 0) return;
  mkdirSync(dirname(file), { recursive: true });
  const lines = missing.map((name) => `${name}=${randomBytes(24).toString('hex')}`);
  writeFileSync(file, `${[...(known === '' ? [] : [known]), ...lines].join('\n')}\n`, { mode: 0o600 });
}
