import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';

/** Where an image of a host comes from: somebody else's, copied as it is, or built from a folder of this checkout. */
export type ImageSource =
  | { readonly kind: 'copy'; readonly from: string }
  | { readonly kind: 'build'; readonly folder: string; readonly dockerfile: string; readonly service?: string };

const composeFiles = ['services/compose.yaml', 'packages/host-agent/compose.yaml'];

/**
 * @param variable that compose files name the image by, such as CART_IMAGE
 * @throws CliError for one that nothing here makes
 */
export function imageSource(variable: string, env: NodeJS.ProcessEnv): ImageSource {
  const name = variable
    .replace(/_IMAGE$/, '')
    .toLowerCase()
    .replaceAll('_', '-');
  if (name === 'host-agent')
    return { kind: 'build', folder: 'packages/host-agent', dockerfile: 'packages/host-agent/Dockerfile' };
  if (existsSync(join(repositoryRoot, 'services', name, 'src')))
    return { kind: 'build', folder: 'services', dockerfile: 'services/Dockerfile', service: name };
  const from = env[variable] ?? officialImage(variable);
  if (from) return { kind: 'copy', from };
  throw new CliError(`nothing here makes the image ${variable}`, {
    remedy: `name one: \`${variable}=NAME:TAG npx ares deploy\``,
  });
}

/** What a compose file takes where nobody says another: `${REDIS_IMAGE:-redis:8}`. */
export function officialImage(variable: string): string | undefined {
  const text = composeFiles.map((file) => readFileSync(join(repositoryRoot, file), 'utf8')).join('\n');
  return new RegExp(`\\$\\{${variable}:-([^}]+)\\}`).exec(text)?.[1];
}
