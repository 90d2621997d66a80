import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const UNIT = 'ares-first-boot.service';
const SCRIPT = '/usr/local/sbin/ares-first-boot';

/**
 * User data runs once, whatever comes of it: so it only writes the script that makes the host ready, and a unit that
 * runs it until it succeeds, also after a reboot.
 * @param script may run any number of times
 */
export function firstBootUnit(script: string): string {
  const unit = readFileSync(join(import.meta.dirname, 'files', UNIT), 'utf8');
  return [
    '#!/bin/sh',
    'set -eu',
    ...write(SCRIPT, script),
    `chmod 700 ${SCRIPT}`,
    ...write(`/etc/systemd/system/${UNIT}`, unit),
    'systemctl daemon-reload',
    `systemctl enable --now --no-block ${UNIT}`,
    '',
  ].join('\n');
}

const write = (path: string, text: string): string[] => [`cat >${path} <<'ARES_FILE'`, text.trimEnd(), 'ARES_FILE'];
