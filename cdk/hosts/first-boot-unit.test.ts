import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shellcheck } from '../documents/lint-document.ts';
import { firstBootUnit } from './first-boot-unit.ts';
import { FakeInstance } from './testing/fake-instance.ts';

const SCRIPT = "#!/bin/sh\nset -eu\ncat <<'ARES_END'\n$HOME stays\nARES_END\nfalse\n";
const userData = firstBootUnit(SCRIPT);

test('shellcheck finds nothing', () => expect(shellcheck(userData)).toBe(''));

test('user data writes the script as it is and starts the unit; what the script does is not its end', () => {
  const instance = new FakeInstance();
  instance.write('usr/local/sbin/ares-release', '');
  instance.write('etc/systemd/system/keep', '');
  expect(instance.run(userData)).toEqual({ status: 0, stderr: '' });
  expect(instance.read('usr/local/sbin/ares-first-boot')).toBe(SCRIPT);
  expect(instance.calls('systemctl')).toEqual([
    'systemctl daemon-reload',
    'systemctl enable --now --no-block ares-first-boot.service',
  ]);
});

test('the unit tries again until the host is ready, and then never more', () => {
  const unit = readFileSync(join(import.meta.dirname, 'files/ares-first-boot.service'), 'utf8');
  for (const line of ['Type=oneshot', 'Restart=on-failure', 'RestartSec=30', 'StartLimitIntervalSec=0']) {
    expect(unit.split('\n')).toContain(line);
  }
  expect(unit).toMatch(/^ExecStartPost=\/usr\/bin\/systemctl disable --no-reload ares-first-boot.service$/m);
});
