import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listHosts } from '@ares/adapters/aws/ec2';
import { EC2Client } from '@aws-sdk/client-ec2';
import { expect, onTestFinished, test } from 'vitest';
import { leanInstances, leanXml } from './lean-instances.ts';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

/** A client of an EC2 that answers so. */
async function answering(status: number, ...answers: readonly string[]): Promise<EC2Client> {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end(answers[asked]);
    asked += 1;
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => void server.close().closeAllConnections());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new EC2Client({ region: 'eu-central-1', credentials, endpoint, maxAttempts: 1 });
}

const instance = (id: string, address: string): string =>
  `<item><groupSet/><instancesSet><item><instanceId>${id}</instanceId><architecture>arm64</architecture>
    <tagSet><item><key>instanceId</key><value>&lt;i-9&gt;</value></item></tagSet>
    <blockDeviceMapping/><privateIpAddress>${address}</privateIpAddress>
    <networkInterfaceSet><item><privateIpAddress>10.9.9.9</privateIpAddress><groupSet><item><groupId>sg</groupId></item></groupSet>
      <tagSet/></item></networkInterfaceSet></item></instancesSet></item>`;
const page = (content: string, token = '') =>
  `<DescribeInstancesResponse><reservationSet>${content}</reservationSet>${token}</DescribeInstancesResponse>`;

const pages = [
  page(instance('i-1', '10.0.0.1') + instance('i-2', '10.0.0.2'), '<nextToken>more</nextToken>'),
  page(instance('i-3', '10.0.0.3')),
];

test('hosts are the same as without it, on every page', async () => {
  const hosts = await listHosts(leanInstances(await answering(200, ...pages)), 'shop');
  expect(hosts).toEqual(await listHosts(await answering(200, ...pages), 'shop'));
  expect(hosts.hosts.map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
});

test('what nobody reads is gone', () => {
  const lean = leanXml(pages.join(''));
  for (const kept of ['i-1', '10.0.0.2', 'more', 'i-3']) expect(lean).toContain(kept);
  expect(lean).not.toMatch(/10\.9\.9\.9|key|arm64/);
});

test('a refusal is told as it was', async () => {
  const refusal =
    '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>';
  const ec2 = leanInstances(await answering(403, refusal));
  await expect(listHosts(ec2, 'shop')).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
});
