import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError } from '../../cli-error.ts';

const tokenSchema = z.object({
  /** Of the ARES that it is for. */
  url: z.url(),
  issuer: z.url(),
  clientId: z.string(),
  /** Where a new access token is to be had. */
  tokenEndpoint: z.url(),
  accessToken: z.string(),
  /** Absent where the issuer gives none: then one signs in again. */
  refreshToken: z.string().exactOptional(),
  expiresAtMs: z.number(),
});

/** A sign-in at one ARES. */
export type StoredToken = z.infer<typeof tokenSchema>;

const FOR_OTHERS = 0o077;

/** One file an ARES, so that commands at several do not get in each other's way. */
export const tokenPath = (home: string, url: URL): string =>
  join(home, 'tokens', `${createHash('sha256').update(url.href).digest('hex').slice(0, 16)}.json`);

/** @throws CliError if others can read it, or if it cannot be read */
export async function readToken(home: string, url: URL): Promise<StoredToken | undefined> {
  const path = tokenPath(home, url);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (found === undefined) return undefined;
  if (process.platform !== 'win32' && (found.mode & FOR_OTHERS) !== 0) {
    throw new CliError(`${path} holds a sign-in that others on this machine can read`, {
      remedy: `run \`chmod 600 ${path}\`, and sign in again if somebody may have`,
    });
  }
  const parsed = tokenSchema.safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success && parsed.data.url === url.href) return parsed.data;
  throw new CliError(`${path} is no sign-in for ${url.href}`, { remedy: 'delete it, and sign in again' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** For its owner's eyes from the first byte on; whole or not at all. */
export async function writeToken(home: string, token: StoredToken): Promise<void> {
  const path = tokenPath(home, new URL(token.url));
  await mkdir(join(home, 'tokens'), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(token, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

export const removeToken = (home: string, url: URL): Promise<void> => rm(tokenPath(home, url), { force: true });
