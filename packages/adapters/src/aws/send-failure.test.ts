import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sendFailure } from './send-failure.ts';
import { serviceError } from './testing/service-error.ts';

test.each([
  ['InvalidInstanceId', 400, 'refused'],
  ['InvalidDocument', 400, 'refused'],
  ['InvalidDocumentVersion', 400, 'refused'],
  ['InvalidParameters', 400, 'refused'],
  ['ValidationException', 400, 'refused'],
  ['AccessDeniedException', 400, 'refused'],
  ['ThrottlingException', 400, 'throttled'],
  ['RequestLimitExceeded', 503, 'throttled'],
  ['SomethingNew', 429, 'throttled'],
  ['RequestTimeout', 408, 'unknown'],
  ['RequestTimeoutException', 400, 'unknown'],
  ['InternalServerError', 500, 'unknown'],
  ['ServiceUnavailable', 503, 'unknown'],
])('row 4: %s with HTTP %i is %s', (name, status, want) => expect(sendFailure(serviceError(name, status))).toBe(want));

test('row 4: without an answer of the service the outcome is unknown', () => {
  const aborted = Object.assign(new Error('aborted'), { name: 'AbortError' });
  for (const error of [new Error('ECONNRESET'), aborted, 'text', undefined]) expect(sendFailure(error)).toBe('unknown');
});

test('row 4: no error of the server and nothing without a status is ever taken for a refusal', () =>
  fc.assert(
    fc.property(fc.string(), fc.option(fc.integer({ min: 500, max: 599 }), { nil: undefined }), (name, status) => {
      const error = Object.assign(new Error(), { name, $metadata: { httpStatusCode: status } });
      expect(sendFailure(error)).not.toBe('refused');
    }),
  ));
