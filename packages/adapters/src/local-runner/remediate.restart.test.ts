import { describe, expect, test } from 'vitest';
import { fakeHost, idOf, resultOf, STARTED_AT } from './testing/fake-host.ts';

describe.each(['/bin/dash', '/bin/bash'])('restart in %s', (shell) => {
  test('restarts a running container and says so', async () => {
    const host = fakeHost();
    host.addContainer(1);
    const end = await host.runRaw(host.parameters('restart'), { shell });
    console.log(end);
    expect(resultOf(end)).toMatchObject({
      status: 'done',
      reason: '',
      containerIdBefore: idOf(1),
      containerIdAfter: idOf(1),
    });
    expect(host.changes()).toEqual([`restart -t 5 ${idOf(1)}`]);
  });
});
