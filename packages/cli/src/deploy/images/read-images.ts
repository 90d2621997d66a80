import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CliError } from '../../cli-error.ts';

const digests = z.record(z.string(), z.string());

/**
 * What the context value `images` names: each image by digest, by its variable.
 * @throws CliError that names a file without digests
 */
export function readImages(path: string): Record<string, string> {
  try {
    return digests.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const remedy = '`npx ares images --file PATH` writes it';
    throw new CliError(`cannot read the digests of the images from ${path}`, { remedy, cause });
  }
}
