import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeImageScanFindingsCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  ImageNotFoundException,
} from '@aws-sdk/client-ecr';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { fakeClients } from '../testing/fake-clients.ts';
import { fakeRun } from '../testing/fake-run.ts';
import { pushImages, writeImages } from './push-images.ts';

const mock = mockClient(ECRClient);
const { ecr } = fakeClients();
afterAll(() => mock.restore());

const REGISTRY = '111122223333.dkr.ecr.us-east-1.amazonaws.com';
const DIGEST = `sha256:${'d'.repeat(64)}`;
const uris = { REDIS_IMAGE: `${REGISTRY}/ares-shop/redis` };

/** A registry that has what was pushed. */
const programs = () => fakeRun({ 'image inspect': 'redis@sha256:1\n' });

beforeEach(() => {
  mock.reset();
  const authorizationToken = Buffer.from('AWS:secret').toString('base64');
  mock.on(GetAuthorizationTokenCommand).resolves({ authorizationData: [{ authorizationToken }] });
  mock
    .on(DescribeImageScanFindingsCommand)
    .resolves({ imageScanStatus: { status: 'COMPLETE' }, imageScanFindings: {} });
});

const push = (run: ReturnType<typeof fakeRun>['run'], which: Record<string, string> = uris) =>
  pushImages({ uris: which, ecr, runProgram: run, env: {}, onLine: () => {} });

test('an image of somebody else is pulled for the hosts, tagged by its content, pushed, and named by digest', async () => {
  mock
    .on(DescribeImagesCommand)
    .rejectsOnce(new ImageNotFoundException({ message: 'no', $metadata: {} }))
    .resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  const { run, lines, inputs } = programs();
  expect(await push(run)).toEqual({ REDIS_IMAGE: `${uris.REDIS_IMAGE}@${DIGEST}` });
  expect(lines).toContain('docker pull --platform linux/arm64 redis:8');
  const pushed = lines.find((line) => line.startsWith('docker push')) ?? '';
  expect(pushed).toMatch(/^docker push \S+\/ares-shop\/redis:[0-9a-f]{20}$/);
  // The password of the registry stands in no command line.
  expect(inputs).toContain('secret');
  expect(lines.join('\n')).not.toContain('secret');
});

test('what the registry has already is neither built nor pushed again', async () => {
  mock.on(DescribeImagesCommand).resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  const { run, lines } = programs();
  await push(run);
  expect(lines.filter((line) => /docker (push|build|tag)/.test(line))).toEqual([]);
});

test('a service is built for the hosts from its bundle, on the Node image as it is today', async () => {
  mock
    .on(DescribeImagesCommand)
    .rejectsOnce(new ImageNotFoundException({ message: 'no', $metadata: {} }))
    .resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  const { run, lines } = fakeRun({ 'image inspect': 'node@sha256:2\n' });
  await push(run, { HOST_AGENT_IMAGE: `${REGISTRY}/ares-shop/host-agent` });
  const build = lines.find((line) => line.startsWith('docker build')) ?? '';
  expect(build).toContain('--platform linux/arm64 --build-arg NODE_IMAGE=node@sha256:2');
  expect(build).toContain('-f packages/host-agent/Dockerfile');
  expect(lines[0]).toContain('scripts/build.mjs');
});

test('docker that cannot run the architecture of the hosts says what to install', async () => {
  mock.on(DescribeImagesCommand).rejects(new ImageNotFoundException({ message: 'no', $metadata: {} }));
  const failed = { code: 1, stdout: '', stderr: 'exec /bin/sh: exec format error' };
  const { run } = fakeRun({ 'docker build': failed, 'image inspect': 'node@sha256:2\n' });
  await expect(push(run, { HOST_AGENT_IMAGE: `${REGISTRY}/ares-shop/host-agent` })).rejects.toMatchObject({
    message: expect.stringContaining('exec format error'),
    remedy: expect.stringContaining('QEMU'),
  });
});

test('a variable that nothing here makes is an error that names it', async () => {
  mock.on(DescribeImagesCommand).resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  await expect(push(programs().run, { KAFKA_IMAGE: `${REGISTRY}/x` })).rejects.toThrow('KAFKA_IMAGE');
});

test('the file of digests is what `-c images` takes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-images-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'web/images.json');
  writeImages(path, { A_IMAGE: `a@${DIGEST}` });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ A_IMAGE: `a@${DIGEST}` });
});
