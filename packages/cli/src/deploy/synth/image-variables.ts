import type { Template } from '../template/resource.ts';

/** The variables that compose files name images by, from the output `RepositoryUris` of the stack of images. */
export function imageVariables(templates: readonly Template[]): string[] {
  const output = templates.map(({ body }) => body.Outputs?.RepositoryUris).find(Boolean);
  const text = JSON.stringify(output ?? '');
  return [...new Set([...text.matchAll(/\b([A-Z][A-Z_]*_IMAGE)\b/g)].map(([, name = '']) => name))];
}
