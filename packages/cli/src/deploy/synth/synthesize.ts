import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError, exitCodes } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import type { Context } from '../context/context.ts';
import { runProgram } from '../run/run-program.ts';
import type { Template } from '../template/resource.ts';
import { lookedUp, placeholderAccount } from './placeholders.ts';
import { saidByApp } from './said-by-app.ts';

/**
 * The templates that a deployment with this context would have. Looks nothing up and bundles nothing, so it needs neither
 * network nor credentials; what `cdk` would look up in the account is a placeholder in them.
 * @throws CliError that quotes a wrong context value, or names the quota that the fleet does not fit into
 */
export async function synthesize(context: Context): Promise<Template[]> {
  const directory = mkdtempSync(join(tmpdir(), 'ares-synth-'));
  try {
    const env = {
      ...process.env,
      ...placeholderAccount,
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify(contextOf(context)),
    };
    const { code, stderr } = await runProgram(process.execPath, ['cdk/app.ts'], { cwd: repositoryRoot, env });
    if (code !== 0) throw appError(stderr);
    return templatesIn(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export const appError = (stderr: string): CliError =>
  new CliError(saidByApp(stderr), { remedy: 'context values are told in docs/context.md', exitCode: exitCodes.usage });

/** Which flags of the library are set decides what is synthesized: cdk.json has them. */
function contextOf(context: Context): Record<string, unknown> {
  const { context: flags } = JSON.parse(readFileSync(join(repositoryRoot, 'cdk.json'), 'utf8'));
  return {
    ...flags,
    ...lookedUp(context),
    ...context,
    'aws:cdk:bundling-stacks': [],
    'aws:cdk:enable-path-metadata': true,
  };
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

function templatesIn(directory: string): Template[] {
  const read = (name: string) => JSON.parse(readFileSync(join(directory, name), 'utf8'));
  const artifacts: Readonly<Record<string, Artifact>> = read('manifest.json').artifacts;
  return Object.entries(artifacts).flatMap(([id, { type, properties }]) =>
    type === 'aws:cloudformation:stack' && properties?.templateFile
      ? [{ stack: properties.stackName ?? id, body: read(properties.templateFile) }]
      : [],
  );
}
