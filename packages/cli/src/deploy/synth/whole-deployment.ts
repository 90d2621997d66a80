import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageVariables } from '@ares/config/aws';
import type { Context } from '../context/context.ts';
import type { Template } from '../template/resource.ts';
import { synthesize } from './synthesize.ts';

/**
 * The templates of everything that is deployed in the end. Hosts are synthesized only when their images are known; where
 * nobody gives them, placeholders stand for them.
 */
export async function wholeDeployment(context: Context): Promise<Template[]> {
  if (context.images !== undefined) return synthesize(context);
  const folder = mkdtempSync(join(tmpdir(), 'ares-images-'));
  try {
    const placeholders = imageVariables(true).map((name) => [name, `placeholder@sha256:${'0'.repeat(64)}`]);
    const images = join(folder, 'images.json');
    writeFileSync(images, JSON.stringify(Object.fromEntries(placeholders)));
    return await synthesize({ ...context, images });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
