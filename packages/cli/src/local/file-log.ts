import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log } from '@ares/core';
import pino from 'pino';

/**
 * One JSON line a decision, for `tail -f .ares/ares.log`; the screen stays for people.
 * @param onError a disk that is full, for example: healing is worth more than its log
 */
export function fileLog(file: string, onError: (error: Error) => void = () => {}): Log {
  mkdirSync(dirname(file), { recursive: true });
  const destination = pino.destination({ dest: file, sync: false });
  destination.on('error', onError);
  const log = pino({ base: null }, destination);
  return {
    info: (event, fields) => log.info(fields, event),
    warn: (event, fields) => log.warn(fields, event),
  };
}
