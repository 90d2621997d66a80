import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { imageOf } from '@ares/adapters/docker/testing';
import { expect, onTestFinished, test } from 'vitest';
import { DocumentStage } from './testing/document-stage.ts';

const docker = (...args: readonly string[]): string =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' }).trim();

/** A container as the shop's are, on a network of its own. */
function container() {
  const name = `t-${randomUUID().slice(0, 8)}`;
  onTestFinished(() => {
    docker('rm', '-f', '-v', name);
    docker('network', 'rm', name);
  });
  docker('network', 'create', name);
  const labels = ['--label', `ares.service=${name}`, '--label', `ares.fleet=${name}`, '--label', 'ares.chaos=allow'];
  const limits = ['--memory', '64m', '--cpus', '0.5', '--read-only', '--tmpfs', '/tmp:size=4m,mode=1777'];
  const hardened = ['--user', '10001', '--cap-drop', 'ALL', '--network', name, '--network-alias', 'cart'];
  docker('run', '-d', '--name', name, ...labels, ...limits, ...hardened, imageOf('NODE_IMAGE'), 'sleep', '600');
  return name;
}

const look = (name: string, template: string): string => docker('inspect', '--type', 'container', '-f', template, name);
const mainProcess = (name: string): string =>
  docker('exec', name, 'sh', '-c', 'grep ^State /proc/1/status').replace(/\s+/g, ' ');
const aliases = (name: string): string => look(name, '{{range .NetworkSettings.Networks}}{{join .Aliases " "}}{{end}}');

test.each([
  ['kill', (name: string) => look(name, '{{.State.Status}}'), 'exited'],
  ['freeze', mainProcess, 'State: T (stopped)'],
  ['disconnect', aliases, ''],
  ['fill-tmp', (name: string) => docker('exec', name, 'df', '--output=pcent', '/tmp').split('\n').at(-1), '100%'],
  ['cpu-hog', (name: string) => docker('top', name, '-o', 'pid,args').includes('sha256sum /dev/zero'), true],
  ['memory-hog', (name: string) => docker('top', name, '-o', 'pid,args').includes('tail -c'), true],
])('%s on real Docker, and all is as before', async (kind, symptom, faulty) => {
  const name = container();
  const before = [symptom(name), aliases(name).includes('cart'), look(name, '{{.State.Status}}')];
  expect(before[0]).not.toBe(faulty);
  const stage = new DocumentStage('inject-fault', undefined);
  const result = stage.run({ Kind: kind, ContainerName: name, DurationSeconds: '4' });
  await expect.poll(() => symptom(name)).toBe(faulty);
  expect(await result).toMatchObject({ status: 'done', undone: 'yes', containerName: name });
  await expect
    .poll(() => [symptom(name), aliases(name).includes('cart'), look(name, '{{.State.Status}}')])
    .toEqual(before);
});

test('a container that does not allow faults is not touched', async () => {
  const name = container();
  const other = `${name}-other`;
  onTestFinished(() => void docker('rm', '-f', '-v', other));
  docker('run', '-d', '--name', other, '--label', `ares.service=${name}`, imageOf('NODE_IMAGE'), 'sleep', '600');
  const stage = new DocumentStage('inject-fault', undefined);
  expect(await stage.run({ Kind: 'kill', ContainerName: other, DurationSeconds: '1' })).toMatchObject({
    status: 'refused',
    reason: 'not-allowed',
  });
  expect(look(other, '{{.State.Status}}')).toBe('running');
});
