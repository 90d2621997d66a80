import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { HostImages } from '../../hosts/index.ts';

const digests = z.record(z.string(), z.string());

/**
 * Reads what the context value `images` names: `{ "HOST_AGENT_IMAGE": "REGISTRY/NAME@sha256:…", … }`.
 * @throws Error that names the file and the remedy
 */
export function readImages(path: string): HostImages {
  try {
    return digests.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const remedy = 'let `npx ares deploy` write it, or give the context value `images` another path';
    throw new Error(`Cannot read the images of the hosts from "${path}": ${remedy}`, { cause });
  }
}
