import { readFileSync } from 'node:fs';
import * as z from 'zod';

const digests = z.record(z.string(), z.string());

/** The file that the context value `images` names holds no images. */
export class ImagesFileError extends Error {
  override readonly name = 'ImagesFileError';
}

/**
 * Reads what the context value `images` names: `{ "HOST_AGENT_IMAGE": "REGISTRY/NAME@sha256:…", … }`.
 * @throws ImagesFileError that names the file and the remedy
 */
export function readImages(path: string): Record<string, string> {
  try {
    return digests.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const remedy = 'let `npx ares deploy` write it, or give the context value `images` another path';
    throw new ImagesFileError(`Cannot read the images of the hosts from "${path}": ${remedy}`, { cause });
  }
}
