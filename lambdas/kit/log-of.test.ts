import { Logger } from '@aws-lambda-powertools/logger';
import { expect, test, vi } from 'vitest';
import { logOf } from './log-of.ts';

vi.stubEnv('POWERTOOLS_DEV', 'true');

test('a line keeps everything that it says', () => {
  const written = vi.spyOn(console, 'info').mockImplementation(() => {});
  const log = logOf(new Logger({ serviceName: 'ares-tick' }));
  log.info('plan.decided', { service: 'cart', decision: 'act', words: 'a "quoted"\nline' });
  expect(written).toHaveBeenCalledTimes(1);
  expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toMatchObject({
    message: 'plan.decided',
    service: 'ares-tick',
    managedService: 'cart',
    decision: 'act',
    words: 'a "quoted"\nline',
  });
});
