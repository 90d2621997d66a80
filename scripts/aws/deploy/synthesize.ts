import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adaptTemplate } from './adapt-template.ts';
import type { Adaptation } from './adaptations.ts';
import { runCdk } from './run-cdk.ts';
import type { Resource, Template } from './template.ts';

const SUFFIX = '.template.json';

export interface Assembly {
  /** What `cdk deploy --app` takes */
  readonly folder: string;
  /** Resources of all templates, as production gets them */
  readonly resources: readonly Resource[];
}

/** Synthesizes the app of `cdk.json` as production does. */
export async function synthesize(
  folder: string,
  context: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Promise<Assembly> {
  rmSync(folder, { recursive: true, force: true });
  const values = Object.entries(context).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  await runCdk(['synth', '--quiet', '--output', folder, ...values], env);
  return { folder, resources: templatesOf(folder).flatMap(([, { Resources }]) => Object.values(Resources ?? {})) };
}

const templatesOf = (folder: string): (readonly [path: string, Template])[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => join(folder, name))
    .map((path) => [path, JSON.parse(readFileSync(path, 'utf8')) as Template]);

/** An adaptation, and for how many resources it was needed. */
export interface Applied {
  readonly adaptation: Adaptation;
  readonly resources: number;
}

/**
 * Changes the templates of an assembly in place.
 * @throws Error where an adaptation was needed for nothing: the list tells what is different here, and no more
 */
export function adaptAssembly({ folder }: Assembly, adaptations: readonly Adaptation[]): readonly Applied[] {
  const counts = new Map(adaptations.map((adaptation) => [adaptation, 0]));
  for (const [path, original] of templatesOf(folder)) {
    const { template, used } = adaptTemplate(original, adaptations);
    for (const [adaptation, ids] of used) counts.set(adaptation, (counts.get(adaptation) ?? 0) + ids.length);
    writeFileSync(path, JSON.stringify(template, null, 1));
  }
  const applied = [...counts].map(([adaptation, resources]) => ({ adaptation, resources }));
  const needless = applied.filter(({ resources }) => resources === 0).map(({ adaptation }) => adaptation);
  if (needless.length === 0) return applied;
  const list = needless.map(({ type, words }) => `${type} (${words})`).join(', ');
  throw new Error(`nothing needs these adaptations, take them out of scripts/aws/deploy/adaptations.ts: ${list}`);
}
