import type { DoctorAnswer, ShardHealth } from '@ares/api/client';
import { anIncident, START_MS } from '@ares/simulator';
import { expect, test } from 'vitest';
import { remoteClient } from '../api/remote-client.ts';
import { tinyServer } from '../testing/tiny-server.ts';
import { remoteChecks } from './remote-checks.ts';

const shard = (over: Partial<ShardHealth> = {}): ShardHealth => ({
  shard: 'shard-0',
  lastTickAtMs: START_MS - 5_000,
  silentHosts: {},
  hostIncidents: [],
  policyVersion: 'v1',
  labelProblems: [],
  ...over,
});

/** What `doctor` tells of an ARES that says this of itself; each check in a line. */
async function checked(over: Partial<DoctorAnswer>, status = 200): Promise<readonly string[]> {
  const killSwitch = { on: false, by: '', reason: '', sinceMs: 0 };
  const answer: DoctorAnswer = { version: '0.1.0', nowMs: START_MS, killSwitch, shards: [shard()], ...over };
  const url = await tinyServer((_, response) =>
    response.writeHead(status, { 'ares-version': '0.1.0' }).end(JSON.stringify(answer)),
  );
  const [api, ...rest] = await remoteChecks(remoteClient({ url, version: '0.1.0', waitsMs: [] }));
  expect(api).toMatchObject({ name: 'API', state: status === 200 ? 'ok' : 'failed' });
  return rest.map(({ name, state, found, remedy }) => [name, state, found, remedy].filter(Boolean).join(' | '));
}

test('all is well', async () =>
  expect(await checked({})).toEqual([
    'kill switch | ok | off',
    'ticks | ok | 1 shards, the oldest tick 5.0 s ago',
    'hosts | ok | all that were found answer',
    'policy | ok | version v1',
  ]));

test('without an answer nothing else is known', async () => expect(await checked({}, 401)).toEqual([]));

test('a switch that is pulled is told, and is no fault', async () => {
  const killSwitch = { on: true, by: 'ada', reason: 'drill', sinceMs: START_MS };
  expect((await checked({ killSwitch }))[0]).toMatch(/^kill switch \| ok \| PAUSED by ada since .*: drill$/);
});

test('each shard that stands still, while others go on', async () => {
  const { lastTickAtMs: _, ...never } = shard({ shard: 'shard-2' });
  const late = shard({ shard: 'shard-1', lastTickAtMs: START_MS - 61_000 });
  expect((await checked({ shards: [shard(), late, never] })).filter((line) => line.startsWith('ticks'))).toEqual([
    expect.stringMatching(/^ticks of shard-1 \| failed \| last 61 s ago \| look at the alarms/),
    expect.stringMatching(/^ticks of shard-2 \| failed \| none yet \| look at the alarms/),
  ]);
});

test('without a host: the tag, and who has to find it', async () =>
  expect(await checked({ shards: [] })).toEqual([
    'kill switch | ok | off',
    expect.stringMatching(/^ticks \| failed/),
    expect.stringMatching(/^hosts \| failed \| none was found \| .*ares:fleet.*dispatch/),
  ]));

test('each host that cannot be reached once, with the port that is shut', async () => {
  const words = (text: string) => ({ evidence: [{ feature: 'hostAgent', value: 'missing', words: text, atMs: 1 }] });
  const hostIncidents = [
    anIncident({ hostId: 'i-1', symptom: 'host-down', ...words('3 reads in a row failed: ECONNREFUSED') }),
    anIncident({ hostId: 'i-2', symptom: 'telemetry-loss', ...words('no metrics') }),
  ];
  const silentHosts = { 'i-1': START_MS - 30_000, 'i-3': START_MS - 30_000 };
  const lines = await checked({ shards: [shard({ hostIncidents, silentHosts })] });
  expect(lines.filter((line) => line.startsWith('host '))).toEqual([
    expect.stringMatching(/^host i-1 \| failed \| 3 reads.*ECONNREFUSED \| .*host agent.*port 9469/),
    expect.stringMatching(/^host i-2 \| failed \| no metrics \| .*Prometheus.*port 9090/),
    expect.stringMatching(/^host i-3 \| failed \| does not answer, last read 30 s ago \| .*port 9469/),
  ]);
});

test('a policy that was refused, or never read, and labels that cannot be followed', async () => {
  const labelProblems = [
    { hostId: 'i-1', containerName: 'x', label: 'ares.health', reason: 'no port', leftAlone: true },
  ];
  const lines = await checked({ shards: [shard({ policyRejected: 'p.yaml:3: bad', labelProblems })] });
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(/^policy \| failed \| p.yaml:3: bad \| correct the policy/),
    expect.stringMatching(/^label ares.health \| failed \| x on i-1: no port \| correct it/),
  ]);
  expect((await checked({ shards: [shard({ policyVersion: 'builtin' })] })).at(-1)).toContain('ARES only watches');
});
