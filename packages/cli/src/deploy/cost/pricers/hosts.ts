import { isObject, numberAt, property, textAt } from '../../template/property.ts';
import { HOURS_A_MONTH, IMAGE_GIGABYTES, RELEASES_KEPT } from '../usage/usage.ts';
import { instanceHours } from './control-plane.ts';
import type { Item, Pricer } from './pricer.ts';

const own = (item: Omit<Item, 'ofTeam'>): Item => ({ ...item, ofTeam: true });

/** Each template is of a group of one. */
export const launchTemplateItems: Pricer = (resource) => {
  const type = String(property(resource, 'LaunchTemplateData.InstanceType'));
  const disks = property(resource, 'LaunchTemplateData.BlockDeviceMappings');
  const sizes = Array.isArray(disks) ? disks.map(diskGigabytes) : [];
  return [
    own({ what: `instances ${type}`, price: instanceHours(type), quantity: HOURS_A_MONTH }),
    ...sizes.map((quantity) => own({ what: 'disks of instances', price: 'ebs.gp3-gigabyte', quantity })),
  ];
};

const diskGigabytes = (mapping: unknown): number =>
  isObject(mapping) && isObject(mapping.Ebs) ? Number(mapping.Ebs.VolumeSize ?? 8) : 0;

export const volumeItems: Pricer = (resource) => [
  own({ what: 'data disks', price: 'ebs.gp3-gigabyte', quantity: numberAt(resource, 'Size') }),
];

export const addressItems: Pricer = () => [
  own({ what: 'public IPv4 addresses', price: 'ipv4.public-hour', quantity: HOURS_A_MONTH }),
];

/** Host agent and Prometheus are ARES's; the others are the images of the application itself. */
export const repositoryItems: Pricer = (resource) => {
  const ofAres = /\/(host-agent|prometheus)$/.test(textAt(resource, 'RepositoryName') ?? '');
  const quantity = IMAGE_GIGABYTES * RELEASES_KEPT;
  const images = { what: 'container images kept', price: 'ecr.gigabyte', quantity } as const;
  return [ofAres ? images : own(images)];
};
