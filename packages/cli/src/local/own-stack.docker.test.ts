import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newHome, removeHome, runAres } from '../commands/testing/run-ares.ts';
import { imagesEnv } from './paths.ts';

const docker = async (...args: readonly string[]) => (await promisify(execFile)('docker', [...args])).stdout.trim();

/** A stack of the same name as that of `mine`, started by `theirs`. */
const mine = newHome();
const theirs = newHome();
const project = `${basename(mine).toLowerCase()}-shop`;
const labels = [
  `com.docker.compose.project=${project}`,
  `com.docker.compose.project.environment_file=${join(theirs, 'compose.env')}`,
].flatMap((label) => ['--label', label]);

beforeAll(async () => {
  const image = /^NODE_IMAGE=(.+)$/m.exec(readFileSync(imagesEnv, 'utf8'))?.[1] ?? 'node:24-trixie-slim';
  writeFileSync(join(theirs, 'compose.env'), '');
  await docker('volume', 'create', ...labels, `${project}_data`);
  await docker('run', '-d', '--name', project, ...labels, '--entrypoint', 'sleep', image, '600');
});
afterAll(async () => {
  await docker('rm', '-f', '-v', project);
  await docker('volume', 'rm', `${project}_data`);
  for (const home of [mine, theirs]) removeHome(home);
});

test('`ares down --volumes` takes nothing away that another ARES_HOME started', async () => {
  const { code, stderr } = await runAres(mine, ['down', '--volumes']);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`the stack ${project} belongs to the ARES of ${theirs}`)]);
  expect(stderr).toContain(`ARES_HOME=${theirs} npx ares down`);
  expect(await docker('inspect', '--format', '{{.State.Status}}', project)).toBe('running');
  expect(await docker('volume', 'ls', '-q', '--filter', `name=${project}_data`)).toBe(`${project}_data`);
});
