import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetImageCommand,
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

/** What `imagetools inspect` says of an image for these platforms. */
const inspected = (...platforms: readonly string[]) =>
  JSON.stringify({
    manifest: {
      digest: 'sha256:index',
      manifests: platforms.map((name) => {
        const [os, architecture] = name.split('/');
        return { digest: `sha256:${architecture}`, platform: { os, architecture } };
      }),
    },
    image: {},
  });
const everywhere = inspected('linux/amd64', 'linux/arm64', 'unknown/unknown');

const programs = (answers: Parameters<typeof fakeRun>[0] = {}) => fakeRun({ ...answers, inspect: everywhere });

beforeEach(() => {
  mock.reset();
  const authorizationToken = Buffer.from('AWS:secret').toString('base64');
  mock.on(GetAuthorizationTokenCommand).resolves({ authorizationData: [{ authorizationToken }] });
  mock
    .on(DescribeImageScanFindingsCommand)
    .resolves({ imageScanStatus: { status: 'COMPLETE' }, imageScanFindings: {} });
  const manifests = ['a', 'b'].map((hex) => ({ digest: `sha256:${hex}` }));
  const imageManifestMediaType = 'application/vnd.oci.image.index.v1+json';
  mock
    .on(BatchGetImageCommand)
    .resolves({ images: [{ imageManifestMediaType, imageManifest: JSON.stringify({ manifests }) }] });
});

const notThere = () => new ImageNotFoundException({ message: 'no', $metadata: {} });

/** A registry in which a tag is found only once it was pushed. */
function registryOf(lines: readonly string[]) {
  mock.on(DescribeImagesCommand).callsFake(({ imageIds }) => {
    if (!lines.some((line) => line.includes(`:${imageIds[0].imageTag} `))) throw notThere();
    return { imageDetails: [{ imageDigest: DIGEST }] };
  });
}

const push = (run: ReturnType<typeof fakeRun>['run'], which: Record<string, string> = uris) =>
  pushImages({ uris: which, ecr, runProgram: run, env: {}, onLine: () => {} });

test('an image of somebody else is copied between registries for its hosts, tagged by its content, named by digest', async () => {
  const { run, lines, inputs } = programs();
  registryOf(lines);
  expect(await push(run)).toEqual({ REDIS_IMAGE: `${uris.REDIS_IMAGE}@${DIGEST}` });
  const created = lines.filter((line) => line.includes('imagetools create'));
  expect(created).toEqual([expect.stringMatching(/--tag \S+\/ares-shop\/redis:[0-9a-f]{20} redis@sha256:arm64$/)]);
  // The password of the registry stands in no command line.
  expect(inputs).toContain('secret');
  expect(lines.join('\n')).not.toContain('secret');
});

test('what goes on hosts of a team is for both kinds of them', async () => {
  const { run, lines } = programs();
  registryOf(lines);
  await push(run, { PROMETHEUS_IMAGE: `${REGISTRY}/ares-shop/prometheus` });
  expect(lines.at(-1)).toMatch(/ prom\/prometheus@sha256:arm64 prom\/prometheus@sha256:amd64$/);
});

test('an image that is not for every kind of its hosts is refused by the platform that it lacks', async () => {
  const { run, lines } = fakeRun({ 'prom/prometheus': inspected('linux/arm64'), inspect: everywhere });
  registryOf(lines);
  await expect(push(run, { PROMETHEUS_IMAGE: `${REGISTRY}/p` })).rejects.toMatchObject({
    message: expect.stringMatching(/^prom\/prometheus\S* has no image for linux\/amd64$/),
    remedy: expect.stringContaining('linux/arm64, linux/amd64'),
  });
});

test('an image of a single platform is known by its own words', async () => {
  const image = { os: 'linux', architecture: 'arm64' };
  const single = JSON.stringify({ manifest: { digest: 'sha256:only' }, image });
  const { run, lines } = fakeRun({ 'redis:8': single, inspect: everywhere });
  registryOf(lines);
  await push(run);
  expect(lines.at(-1)).toContain(' redis@sha256:only');
});

test('what the registry has already is neither built nor copied again', async () => {
  mock.on(DescribeImagesCommand).resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  const { run, lines } = programs();
  await push(run, { ...uris, HOST_AGENT_IMAGE: `${REGISTRY}/ares-shop/host-agent` });
  expect(lines.filter((line) => /buildx (build|imagetools create)/.test(line))).toEqual([]);
});

const agentUri = `${REGISTRY}/ares-shop/host-agent`;

test('the host agent is built for each platform from its bundle, on the Node image as it is today, then joined', async () => {
  const { run, lines } = programs();
  registryOf(lines);
  await push(run, { HOST_AGENT_IMAGE: agentUri });
  expect(lines[0]).toContain('scripts/build.mjs');
  const builds = lines.filter((line) => line.includes('buildx build'));
  expect(builds).toEqual(
    ['arm64', 'amd64'].map((kind) =>
      expect.stringMatching(
        new RegExp(
          `--platform linux/${kind} --build-arg NODE_IMAGE=node@sha256:index .*--push --tag ${agentUri}:\\w{20}-${kind} `,
        ),
      ),
    ),
  );
  expect(builds[0]).toContain('-f packages/host-agent/Dockerfile');
  expect(lines.at(-1)).toMatch(new RegExp(`--tag ${agentUri}:\\w{20} \\S+-arm64 \\S+-amd64$`));
});

test('what an interrupted deployment has pushed of it is not built again', async () => {
  const { run, lines } = programs();
  registryOf(lines);
  mock
    .on(DescribeImagesCommand)
    .rejectsOnce(notThere())
    .resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  await push(run, { HOST_AGENT_IMAGE: agentUri });
  expect(lines.filter((line) => line.includes('buildx build'))).toEqual([]);
  expect(lines.at(-1)).toContain('imagetools create');
});

test('the scanner is asked for each platform, because an index has no packages', async () => {
  mock.on(DescribeImagesCommand).resolves({ imageDetails: [{ imageDigest: DIGEST }] });
  await push(programs().run);
  const asked = mock.commandCalls(DescribeImageScanFindingsCommand).map(({ args }) => args[0].input.imageId);
  expect(new Set(asked.map((id) => id?.imageDigest))).toEqual(new Set(['sha256:a', 'sha256:b']));
});

test.each([
  ['exec /bin/sh: exec format error', 'QEMU'],
  ["docker: 'buildx' is not a docker command.", 'docker-buildx-plugin'],
])('docker that fails by "%s" says what to install: %s', async (stderr, remedy) => {
  const { run } = programs({ 'buildx build': { code: 1, stdout: '', stderr } });
  registryOf([]);
  await expect(push(run, { HOST_AGENT_IMAGE: agentUri })).rejects.toMatchObject({
    message: expect.stringContaining(stderr),
    remedy: expect.stringContaining(remedy),
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
