import {
  DescribeImageScanFindingsCommand,
  ECRClient,
  LimitExceededException,
  ScanNotFoundException,
  StartImageScanCommand,
  ValidationException,
} from '@aws-sdk/client-ecr';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { fakeClients } from '../testing/fake-clients.ts';
import { acceptedFindings } from './accepted-findings.ts';
import { passScan } from './scan-gate.ts';

const mock = mockClient(ECRClient);
const { ecr } = fakeClients();
beforeEach(() => mock.reset());
afterAll(() => mock.restore());

const image = `111122223333.dkr.ecr.us-east-1.amazonaws.com/ares-shop/cart@sha256:${'d'.repeat(64)}`;
const START_MS = Date.UTC(2026, 10, 23);

function gate(accepted: Parameters<typeof passScan>[1]['accepted'] = []) {
  let nowMs = START_MS;
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  return { ecr, accepted, nowMs: () => nowMs, sleep };
}

const complete = { imageScanStatus: { status: 'COMPLETE' } } as const;
const critical = (name: string) => ({ name, severity: 'CRITICAL' }) as const;
const answer = (...findings: readonly object[]) => ({ ...complete, imageScanFindings: { findings: [...findings] } });

test('no critical finding passes; lesser ones do not stop a deployment', async () => {
  mock.on(DescribeImageScanFindingsCommand).resolves(answer({ name: 'CVE-1', severity: 'HIGH' }));
  expect(await passScan(image, gate())).toBe('no critical finding');
});

test('each critical finding is named, also those of further pages', async () => {
  mock.on(DescribeImageScanFindingsCommand).resolves({ ...answer(critical('CVE-1')), nextToken: 'more' });
  mock.on(DescribeImageScanFindingsCommand, { nextToken: 'more' }).resolves(answer(critical('CVE-2')));
  await expect(passScan(image, gate())).rejects.toThrow('ares-shop/cart@sha256:');
  await expect(passScan(image, gate())).rejects.toThrow('CVE-1, CVE-2');
});

test('an accepted finding passes up to its day, and not after it', async () => {
  mock.on(DescribeImageScanFindingsCommand).resolves(answer(critical('CVE-1')));
  const until = (day: string) => [{ id: 'CVE-1', reason: 'not reachable', until: day }];
  expect(await passScan(image, gate(until('2026-11-23')))).toBe('1 critical findings, all accepted');
  await expect(passScan(image, gate(until('2026-11-22')))).rejects.toThrow('CVE-1');
});

test('a scan that has not begun or goes on is waited for', async () => {
  mock
    .on(DescribeImageScanFindingsCommand)
    .rejectsOnce(new ScanNotFoundException({ message: 'no', $metadata: {} }))
    .resolvesOnce({ imageScanStatus: { status: 'IN_PROGRESS' } })
    .resolves(answer());
  const waiting = gate();
  await passScan(image, waiting);
  expect(waiting.nowMs()).toBe(START_MS + 10_000);
});

const noScan = () => new ScanNotFoundException({ message: 'no', $metadata: {} });

test('an image that nobody ever scanned is scanned now, once', async () => {
  mock.on(DescribeImageScanFindingsCommand).rejectsOnce(noScan()).rejectsOnce(noScan()).resolves(answer());
  mock.on(StartImageScanCommand).resolves({});
  expect(await passScan(image, gate())).toBe('no critical finding');
  const started = mock.commandCalls(StartImageScanCommand).map(({ args }) => args[0].input);
  expect(started).toEqual([{ repositoryName: 'ares-shop/cart', imageId: { imageDigest: `sha256:${'d'.repeat(64)}` } }]);
});

test('no scan is started where there is one', async () => {
  mock.on(DescribeImageScanFindingsCommand).resolves(answer());
  await passScan(image, gate());
  expect(mock.commandCalls(StartImageScanCommand)).toEqual([]);
});

test.each([
  ['was scanned today', new LimitExceededException({ message: 'once a day', $metadata: {} })],
  ['is scanned by another service', new ValidationException({ message: 'enhanced', $metadata: {} })],
])('a scan that cannot be started, because the image %s, is waited for', async (_, refusal) => {
  mock.on(DescribeImageScanFindingsCommand).rejectsOnce(noScan()).resolves(answer());
  mock.on(StartImageScanCommand).rejects(refusal);
  expect(await passScan(image, gate())).toBe('no critical finding');
});

test('a scan that cannot be started for another reason is told', async () => {
  mock.on(DescribeImageScanFindingsCommand).rejects(noScan());
  mock.on(StartImageScanCommand).rejects(Object.assign(new Error('you may not'), { name: 'AccessDeniedException' }));
  await expect(passScan(image, gate())).rejects.toThrow('ecr:StartImageScan');
});

test('a scan that never ends is an error', async () => {
  mock.on(DescribeImageScanFindingsCommand).resolves({ imageScanStatus: { status: 'IN_PROGRESS' } });
  await expect(passScan(image, gate())).rejects.toThrow('does not end');
});

test('an image that the scanner cannot read is told', async () => {
  const imageScanStatus = { status: 'UNSUPPORTED_IMAGE', description: 'no operating system' } as const;
  mock.on(DescribeImageScanFindingsCommand).resolves({ imageScanStatus });
  expect(await passScan(image, gate())).toBe('not scanned: no operating system');
});

test('what is accepted has a reason and a day', () => {
  for (const { reason, until } of acceptedFindings) {
    expect(reason.length).toBeGreaterThan(10);
    expect(until).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});
