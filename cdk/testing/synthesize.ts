import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageVariables } from '@ares/config/aws';
import { App, type Environment } from 'aws-cdk-lib';
import { composeApp } from '../compose-app.ts';
import { testContext } from './cdk-json.ts';
import type { Templates } from './template.ts';

interface Synthesized {
  readonly app: App;
  readonly templates: Templates;
  /** With the templates as files */
  readonly directory: string;
}

/** Synthesizes the app as `cdk` would with this context, without credentials and without building the functions. */
export function synthesize(context: Readonly<Record<string, unknown>> = {}, env: Environment = {}): Synthesized {
  const directory = mkdtempSync(join(tmpdir(), 'ares-cdk-'));
  const app = new App({
    outdir: directory,
    context: { ...testContext, ...deployable(directory), ...context },
  });
  composeApp(app, env);
  const assembly = app.synth();
  return { app, directory, templates: Object.fromEntries(assembly.stacks.map(({ id, template }) => [id, template])) };
}

/** Every stack, with every option that adds something to one. */
function deployable(directory: string) {
  const images = join(directory, 'images.json');
  writeFileSync(images, JSON.stringify(fakeImages()));
  const options = { chaos: true, databaseMultiAz: true, hosts: 2, interfaceEndpoints: true };
  return { images, ...options, cloudFrontPrefixList: 'pl-3b927c52', githubRepository: 'team/shop' };
}

const fakeImages = () =>
  Object.fromEntries(
    imageVariables(true).map((variable) => [
      variable,
      `registry.example/${variable.toLowerCase()}@sha256:${'0'.repeat(64)}`,
    ]),
  );

let wholeApp: Synthesized | undefined;

/** The app with all its stacks, synthesized once for all tests of a file. */
export function synthesizedApp(): Synthesized {
  wholeApp ??= synthesize();
  return wholeApp;
}
