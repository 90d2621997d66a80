import { existsSync } from 'node:fs';
import { type Context, fleetOf } from '../context/context.ts';
import { imagesPath } from '../images/push-images.ts';

/** The file of digests that a plan compares with: the given one, or that of this checkout's last deployment. */
export function deployedImages(context: Context, pathOf: (fleet: string) => string = imagesPath): string | undefined {
  if (context.images !== undefined) return context.images;
  const path = pathOf(fleetOf(context));
  return existsSync(path) ? path : undefined;
}
