import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { fileLog } from './file-log.ts';

test('one JSON line an event, with its name and its fields', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-log-'));
  const file = join(folder, 'below/ares.log');
  fileLog(file).info('plan.decided', { guard: 'storm' });
  await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toMatch(/^\{.*\}\n$/));
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ level: 30, msg: 'plan.decided', guard: 'storm' });
  rmSync(folder, { recursive: true });
});

test('a full disk ends neither the log nor ARES', async () => {
  const failed = vi.fn();
  const log = fileLog('/dev/full', failed);
  log.warn('tick.failed', { message: 'x'.repeat(20_000) });
  await vi.waitFor(() => expect(failed).toHaveBeenCalled());
  expect(() => log.info('tick.done', {})).not.toThrow();
});
