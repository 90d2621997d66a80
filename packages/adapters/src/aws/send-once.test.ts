import { SSMClient } from '@aws-sdk/client-ssm';
import { expect, test, vi } from 'vitest';
import { ssmCommandRunner } from './ssm-runner.ts';
import { aRequest } from './testing/a-request.ts';
import { type Answer, answerJson, fakeService } from './testing/fake-service.ts';

const accepted = answerJson(200, { Command: { CommandId: 'command-1' } });
const throttled = answerJson(400, { __type: 'ThrottlingException', message: 'Rate exceeded' });
const broken = answerJson(500, { __type: 'InternalServerError', message: 'try later' });
const hangUp: Answer = (response) => response.destroy();
const silence: Answer = () => {};

async function startWith(...answers: Answer[]) {
  const service = await fakeService(...answers);
  const ssm = new SSMClient({
    ...service.config,
    maxAttempts: 3,
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
  const runner = ssmCommandRunner({ ssm, document: { name: 'ares-remediate', version: '3', hash: 'a'.repeat(64) } });
  const result = await runner.start(aRequest()).catch((error: unknown) => error);
  return { result, requests: service.requests() };
}

test.each([
  ['an error of the server', broken],
  ['a connection that breaks', hangUp],
  ['no answer in time', silence],
])('row 4: after %s nothing is sent again, whatever the service says next', async (_, fault) => {
  const { result, requests } = await startWith(fault, accepted);
  expect(requests).toBe(1);
  expect(result).toBeInstanceOf(Error);
  expect(result).not.toHaveProperty('code', 'COMMAND_REJECTED');
  expect(result).toMatchObject({ message: expect.stringContaining('whether it was accepted is unknown') });
});

test('row 20: a throttle is sent again', async () => {
  expect(await startWith(throttled, accepted)).toEqual({ result: { commandId: 'command-1' }, requests: 2 });
});

test('row 20: a throttle that does not end is retryable, since the service surely did not take it', async () => {
  const { result, requests } = await startWith(throttled);
  expect(requests).toBe(3);
  expect(result).toMatchObject({ code: 'COMMAND_REJECTED', retryable: true });
});

test('rows 4 and 20: a fault behind a throttle leaves the outcome unknown', async () => {
  const { result, requests } = await startWith(throttled, hangUp, accepted);
  expect(requests).toBe(2);
  expect(result).not.toHaveProperty('code', 'COMMAND_REJECTED');
});

test('row 20: the waits between tries double, and each has a jitter of its own', async () => {
  const service = await fakeService(throttled);
  const waitsMs = async (maxAttempts: number, jitter: number): Promise<unknown> => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(jitter);
    const ssm = new SSMClient({ ...service.config, maxAttempts });
    const document = { name: 'ares-remediate', version: '3', hash: 'a'.repeat(64) };
    const refused = await ssmCommandRunner({ ssm, document })
      .start(aRequest())
      .catch((error: Error) => error.cause);
    random.mockRestore();
    return (refused as { readonly $metadata: { readonly totalRetryDelay: number } }).$metadata.totalRetryDelay;
  };
  expect(await waitsMs(2, 0.1)).toBe(100);
  expect(await waitsMs(3, 0.1)).toBe(100 + 200);
  expect(await waitsMs(2, 0.4)).toBe(400);
});
