import { expect, test } from 'vitest';
import { fakeClients } from '../testing/fake-clients.ts';
import { fleetChecks } from './fleet-checks.ts';
import { anInstance, fakeAccount, hostsGroup, tcp, tickGroup, withGroup } from './testing/fake-account.ts';

const { groups, instances } = fakeAccount();
const clients = fakeClients();

const team = (...IpPermissions: readonly object[]) => ({ GroupId: 'sg-team', VpcId: 'vpc-1', IpPermissions });
async function failures(): Promise<readonly string[]> {
  const checks = await fleetChecks(clients, { fleet: 'shop' });
  return checks
    .filter(({ state }) => state === 'failed')
    .map(({ name, found, remedy }) => `${name} | ${found} | ${remedy}`);
}

test('a port of ARES that was shut in its own group is opened by one command', async () => {
  groups(tickGroup, { ...hostsGroup, IpPermissions: [tcp(9090, withGroup('sg-tick'))] });
  expect(await failures()).toEqual([
    'sg-hosts | does not let sg-tick, the group of `tick`, in at port 9469 | ' +
      'aws ec2 authorize-security-group-ingress --group-id sg-hosts --protocol tcp --port 9469 --source-group sg-tick',
  ]);
});

test('so is the way out of the functions', async () => {
  groups({ ...tickGroup, IpPermissionsEgress: [tcp(9469, withGroup('sg-hosts'))] }, hostsGroup);
  expect(await failures()).toEqual([
    expect.stringMatching(
      /^sg-tick \| .* out to sg-hosts at port 9090 \| aws ec2 authorize-security-group-egress --group-id sg-tick .*"FromPort":9090/,
    ),
  ]);
});

test('groups of the team do as well, where both ends allow it', async () => {
  instances(anInstance('i-1', { SecurityGroups: [{ GroupId: 'sg-team' }] }));
  const range = { IpProtocol: 'tcp', FromPort: 9000, ToPort: 9999, ...withGroup('sg-tick') };
  const out = { IpProtocol: '-1', ...withGroup('sg-team') };
  groups({ ...tickGroup, IpPermissionsEgress: [out] }, hostsGroup, team(range));
  expect(await failures()).toEqual([]);
  groups(tickGroup, hostsGroup, team(range));
  expect(await failures()).toEqual([expect.stringMatching(/^i-1 \| sg-team does not let sg-tick/)]);
});

test.each([
  { name: 'everybody', rule: tcp(9090, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }), says: '0.0.0.0/0 in at port 9090' },
  {
    name: 'everybody by IPv6, at all ports',
    rule: { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    says: '::/0 in at port 9469 and 9090',
  },
  {
    name: 'half of everybody',
    rule: { IpProtocol: 'tcp', FromPort: 9000, ToPort: 9500, IpRanges: [{ CidrIp: '128.0.0.0/1' }] },
    says: '128.0.0.0/1 in at port 9469 and 9090',
  },
])('what lets $name in is told by its group, with the command that ends it', async ({ rule, says }) => {
  groups(tickGroup, hostsGroup, team(rule, tcp(443, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })));
  const { IpRanges, Ipv6Ranges } = rule as { IpRanges?: object[]; Ipv6Ranges?: object[] };
  const [only, ...more] = await failures();
  expect(more).toEqual([]);
  expect(only).toContain(`sg-team | lets ${says}`);
  const [, given = ''] =
    /revoke-security-group-ingress --group-id sg-team --ip-permissions '(.*?)'/.exec(only ?? '') ?? [];
  expect(JSON.parse(given)).toEqual([{ ...rule, ...(IpRanges ? { IpRanges } : { Ipv6Ranges }) }]);
});

test('a network of the team is not everybody', async () => {
  groups(tickGroup, hostsGroup, team(tcp(9090, { IpRanges: [{ CidrIp: '10.0.0.0/8' }] })));
  expect(await failures()).toEqual([]);
});

test('a deployment that is not in this account or region is said once, and no port is guessed', async () => {
  groups(team());
  expect(await failures()).toEqual([expect.stringMatching(/^control plane \| .*deployment shop.* \| .*AWS_REGION/)]);
});
