import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { listHosts } from './list-hosts.ts';

const mock = mockClient(EC2Client);
beforeEach(() => void mock.reset());
const ec2 = new EC2Client({ region: 'eu-central-1' });

const page = (...Instances: { InstanceId: string; PrivateIpAddress?: string }[]) => ({ Reservations: [{ Instances }] });

test('asks for the running instances of the fleet alone', async () => {
  mock.on(DescribeInstancesCommand).resolves({});
  expect(await listHosts(ec2, 'shop')).toEqual({ hosts: [], withoutAddress: [] });
  expect(mock.commandCalls(DescribeInstancesCommand)[0]?.args[0].input.Filters).toEqual([
    { Name: 'tag:ares:fleet', Values: ['shop'] },
    { Name: 'instance-state-name', Values: ['running'] },
  ]);
});

test('reads every page, and one host once', async () => {
  mock
    .on(DescribeInstancesCommand)
    .resolvesOnce({ ...page({ InstanceId: 'i-2', PrivateIpAddress: '10.0.0.2' }), NextToken: 'more' })
    .resolvesOnce(
      page({ InstanceId: 'i-1', PrivateIpAddress: '10.0.0.1' }, { InstanceId: 'i-2', PrivateIpAddress: '10.0.0.2' }),
    );
  expect((await listHosts(ec2, 'shop')).hosts).toEqual([
    { hostId: 'i-1', address: '10.0.0.1' },
    { hostId: 'i-2', address: '10.0.0.2' },
  ]);
});

test('a host without an address is told', async () => {
  mock
    .on(DescribeInstancesCommand)
    .resolves(page({ InstanceId: 'i-1' }, { InstanceId: 'i-2', PrivateIpAddress: '10.0.0.2' }));
  expect(await listHosts(ec2, 'shop')).toEqual({
    hosts: [{ hostId: 'i-2', address: '10.0.0.2' }],
    withoutAddress: ['i-1'],
  });
});

test('row 36: a page that fails is no list, so that no host is taken for gone', async () => {
  mock
    .on(DescribeInstancesCommand)
    .resolvesOnce({ ...page({ InstanceId: 'i-1', PrivateIpAddress: '10.0.0.1' }), NextToken: 'more' })
    .rejects(new Error('Request limit exceeded.'));
  await expect(listHosts(ec2, 'shop')).rejects.toThrow('Request limit exceeded.');
});
