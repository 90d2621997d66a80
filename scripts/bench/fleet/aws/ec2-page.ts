import type { HostEntry } from '@ares/config/aws';

type Value = string | number | boolean | readonly Value[] | { readonly [tag: string]: Value };

/** XML in the manner of EC2: the members of a list are called `item`. */
export function toXml(value: Value): string {
  if (Array.isArray(value)) return value.map((member) => `<item>${toXml(member)}</item>`).join('');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([tag, inner]) => `<${tag}>${toXml(inner)}</${tag}>`)
    .join('\n');
}

const launchTime = '2026-01-01T00:00:00.000Z';
const disk = (deviceName: string) => ({
  deviceName,
  ebs: { volumeId: 'vol-0123456789abcdef0', status: 'attached', attachTime: launchTime, deleteOnTermination: true },
});
const tag = (key: string, value: string) => ({ key, value });
const groupSet = [{ groupId: 'sg-0123456789abcdef0', groupName: 'ares-hosts' }];
const place = { subnetId: 'subnet-0123456789abcdef0', vpcId: 'vpc-0123456789abcdef0' };

/** The parts of an instance of a group that EC2 tells, about 4 kB. */
const instanceOf = ({ hostId, address }: HostEntry): Value => ({
  instanceId: hostId,
  imageId: 'ami-0123456789abcdef0',
  instanceState: { code: 16, name: 'running' },
  privateDnsName: `ip-${address.replaceAll('.', '-')}.eu-central-1.compute.internal`,
  dnsName: '',
  reason: '',
  amiLaunchIndex: 0,
  productCodes: [],
  instanceType: 't4g.large',
  launchTime,
  placement: { availabilityZone: 'eu-central-1a', availabilityZoneId: 'euc1-az2', groupName: '', tenancy: 'default' },
  monitoring: { state: 'disabled' },
  ...place,
  privateIpAddress: address,
  sourceDestCheck: true,
  groupSet,
  architecture: 'arm64',
  rootDeviceType: 'ebs',
  rootDeviceName: '/dev/xvda',
  blockDeviceMapping: [disk('/dev/xvda'), disk('/dev/sdf')],
  virtualizationType: 'hvm',
  clientToken: '01234567-89ab-cdef-0123-456789abcdef',
  tagSet: [
    tag('Name', 'shop/Hosts/Group'),
    tag('ares:fleet', 'shop'),
    tag('ares:deployment', 'shop'),
    tag('aws:autoscaling:groupName', 'ares-shop-hosts-HostsGroupASG0123456789'),
    tag('aws:cloudformation:stack-name', 'ares-shop-hosts'),
    tag('aws:cloudformation:logical-id', 'HostsGroupASG0123456789'),
    tag('aws:ec2launchtemplate:id', 'lt-0123456789abcdef0'),
    tag('aws:ec2launchtemplate:version', '1'),
  ],
  hypervisor: 'xen',
  networkInterfaceSet: [interfaceOf(address)],
  iamInstanceProfile: { arn: 'arn:aws:iam::123456789012:instance-profile/ares-hosts', id: 'AIPA0123456789ABCDEFG' },
  ebsOptimized: true,
  enaSupport: true,
  cpuOptions: { coreCount: 2, threadsPerCore: 1 },
  capacityReservationSpecification: { capacityReservationPreference: 'open' },
  hibernationOptions: { configured: false },
  enclaveOptions: { enabled: false },
  metadataOptions: {
    state: 'applied',
    httpTokens: 'required',
    httpPutResponseHopLimit: 1,
    httpEndpoint: 'enabled',
    httpProtocolIpv6: 'disabled',
    instanceMetadataTags: 'disabled',
  },
  platformDetails: 'Linux/UNIX',
  usageOperation: 'RunInstances',
  usageOperationUpdateTime: launchTime,
  maintenanceOptions: { autoRecovery: 'default' },
  currentInstanceBootMode: 'uefi',
});

const interfaceOf = (privateIpAddress: string): Value => ({
  networkInterfaceId: 'eni-0123456789abcdef0',
  ...place,
  description: '',
  ownerId: '123456789012',
  status: 'in-use',
  macAddress: '02:00:00:00:00:00',
  privateIpAddress,
  sourceDestCheck: true,
  groupSet,
  attachment: {
    attachmentId: 'eni-attach-0123456789abcdef0',
    deviceIndex: 0,
    status: 'attached',
    attachTime: launchTime,
    deleteOnTermination: true,
    networkCardIndex: 0,
  },
  privateIpAddressesSet: [{ privateIpAddress, primary: true }],
  ipv6AddressesSet: [{ ipv6Address: '2001:db8::1', isPrimaryIpv6: false }],
  interfaceType: 'interface',
});

/** One page of `DescribeInstances`. */
export const ec2Page = (hosts: readonly HostEntry[], nextToken: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${toXml(
    {
      requestId: '00000000-0000-4000-8000-000000000000',
      reservationSet: hosts.map((host) => ({
        reservationId: 'r-0123456789abcdef0',
        ownerId: '123456789012',
        groupSet: [],
        instancesSet: [instanceOf(host)],
      })),
      ...(nextToken === '' ? {} : { nextToken }),
    },
  )}</DescribeInstancesResponse>`;
