import { expect, test, vi } from 'vitest';
import { findDashboard } from './find-dashboard.ts';

const log = { info: vi.fn(), warn: vi.fn() };

test('what the parameter says', async () =>
  expect(await findDashboard(async () => 'https://d1.example', log)).toBe('https://d1.example'));

test('without the parameter there is no address, and the log says why', async () => {
  const read = () => Promise.reject(new Error('ParameterNotFound'));
  expect(await findDashboard(read, log)).toBeUndefined();
  expect(log.warn).toHaveBeenCalledWith('notify.without-address', { reason: 'Error: ParameterNotFound' });
});
