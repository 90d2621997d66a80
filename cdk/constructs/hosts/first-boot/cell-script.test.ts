import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shellcheck } from '../../../documents/lint-document.ts';
import { cellScript, RUNC_LEAST } from './cell-script.ts';

const cell = { region: 'eu-central-1', dualStack: false, volumeId: 'vol-1', device: '/dev/sdf' };
const script = cellScript({ ...cell, addressAllocationId: 'eipalloc-1' }, 'aws host ready');

interface Host {
  readonly runc?: string;
  /** Who holds the volume, as EC2 says */
  readonly holder?: string;
  /** At which try the volume is attached; 0 is never */
  readonly attachedAt?: number;
  /** At which try the address is associated; 0 is never */
  readonly associatedAt?: number;
}

/** Everything outside is a function of the shell; what was asked of AWS is written down. */
function boot({ runc = RUNC_LEAST, holder = 'i-old', attachedAt = 1, associatedAt = 1 }: Host, text = script) {
  const outside = `
    dnf() { :; }
    sleep() { :; }
    runc() { printf 'runc version %s\\ncommit: x\\n' '${runc}'; }
    curl() { case "$*" in *meta-data*) echo i-new ;; *) echo token ;; esac; }
    asked=0 associated=0
    aws() {
      echo "$*" >&3
      case "$2" in
        attach-volume) asked=$((asked + 1)); [ "$asked" -eq ${attachedAt} ] ;;
        associate-address) associated=$((associated + 1)); [ "$associated" -eq ${associatedAt} ] ;;
        describe-volumes) echo ${holder} ;;
      esac
    }
  `;
  const run = spawnSync('sh', ['-c', `${outside}${text}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const calls = String(run.output[3]).split('\n').filter(Boolean);
  return {
    status: run.status,
    stderr: run.stderr,
    attaches: calls.filter((call) => call.includes('attach-volume')),
    calls,
  };
}

test('shellcheck finds nothing', () => expect(shellcheck(script)).toBe(''));

describe('data and address of the cell', () => {
  test('come to the host', () => {
    const { status, calls } = boot({});
    expect(status).toBe(0);
    expect(calls).toEqual([
      'ec2 attach-volume --volume-id vol-1 --instance-id i-new --device /dev/sdf',
      'host ready',
      'ec2 associate-address --allocation-id eipalloc-1 --instance-id i-new --allow-reassociation',
    ]);
  });

  test('wait for the host that still has them', () => {
    expect(boot({ attachedAt: 5 })).toMatchObject({ status: 0, attaches: { length: 5 } });
  });

  test('are not waited for when they are here already', () => {
    expect(boot({ attachedAt: 0, holder: 'i-new' })).toMatchObject({ status: 0, attaches: { length: 1 } });
  });

  test('are given up at last, with the remedy', () => {
    expect(boot({ attachedAt: 0 })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('vol-1 is still held'),
    });
  });

  test('an address that does not come at once is asked for again', () => {
    expect(boot({ associatedAt: 3 })).toMatchObject({ status: 0, calls: { length: 5 } });
  });

  test('an address that never comes fails the run only when everything else is ready', () => {
    const { status, stderr, calls } = boot({ associatedAt: 0 });
    expect(status).toBe(1);
    expect(stderr).toContain('cannot associate eipalloc-1');
    expect(calls).toContain('host ready');
  });

  test('of a private host are its data alone', () => {
    expect(boot({}, cellScript(cell, 'aws host ready')).calls).toEqual([
      expect.stringContaining('attach-volume'),
      'host ready',
    ]);
  });
});

test.each(['1.1.12', '1.3.2', '1.2.99', 'nonsense'])('security 19: nothing starts over runc %s', (runc) => {
  expect(boot({ runc })).toMatchObject({ status: 1, calls: [], stderr: expect.stringContaining(RUNC_LEAST) });
});

test.each(['1.3.3', '1.3.10', '1.4.0'])('security 19: runc %s is new enough', (runc) => {
  expect(boot({ runc }).status).toBe(0);
});
