import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { ECRClient } from '@aws-sdk/client-ecr';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { imagesPath } from '../images/push-images.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { fakeRun } from '../testing/fake-run.ts';
import type { Deployment } from './deployment.ts';
import { imagesOf } from './images-of.ts';

const mocks = { ssm: mockClient(SSMClient), ecr: mockClient(ECRClient) };
const FLEET = 'test-images-of';
const images = { CART_IMAGE: `registry/ares-smoke/cart@sha256:${'a'.repeat(64)}` };
const { run, lines } = fakeRun();

const deployment = (more: Partial<Deployment>): Deployment => ({
  account: { id: '111122223333', region: 'us-east-1', as: 'arn:ops' },
  clients: fakeClients(),
  context: { fleet: FLEET },
  runProgram: run,
  watchMinutes: 0,
  lookAtFleet: async () => [],
  bringRelease: async () => ({ hosts: 0, have: 0 }),
  env: {},
  clock: { nowMs: () => 0, sleep: async () => {} },
  ...more,
});
const pathOf = (more: Partial<Deployment>) => imagesOf(deployment(more), () => {});

beforeEach(() => {
  for (const mock of Object.values(mocks)) mock.reset();
  lines.length = 0;
});
afterAll(() => {
  for (const mock of Object.values(mocks)) mock.restore();
});

/** Neither a program nor the registry was asked for anything. */
const nothingWasBuilt = () => {
  expect(lines).toEqual([]);
  expect(mocks.ecr.calls()).toEqual([]);
};

test('given images are deployed as they are', async () => {
  expect(await pathOf({ context: { fleet: FLEET, images: 'tried.json' } })).toBe('tried.json');
  nothingWasBuilt();
});

test('going back takes the images that were last well, whatever the context names', async () => {
  const Value = JSON.stringify({ commit: 'c0ffee', images });
  mocks.ssm.on(GetParameterCommand, { Name: `/ares/${FLEET}/last-good` }).resolves({ Parameter: { Value } });
  onTestFinished(() => rmSync(dirname(imagesPath(FLEET)), { recursive: true, force: true }));
  const path = await pathOf({ goesBack: true, context: { fleet: FLEET, images: 'tried.json' } });
  expect(path).toBe(imagesPath(FLEET));
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(images);
  nothingWasBuilt();
});

test('there is no way back from the first deployment', async () => {
  mocks.ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: 'no', $metadata: {} }));
  await expect(pathOf({ goesBack: true })).rejects.toMatchObject({
    message: expect.stringContaining(FLEET),
    remedy: expect.stringContaining('--watch'),
  });
});
