import { type Placed, resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';
import { grants } from './policies.ts';
import { actionsOf, resourcesOf } from './statements.ts';

/** Security 14 */
export const guardsMetadata: Check = (templates) => [
  ...resourcesOfType(templates, 'AWS::EC2::LaunchTemplate').flatMap(({ place, Properties }) => {
    const { HttpTokens, HttpPutResponseHopLimit } = Properties.LaunchTemplateData.MetadataOptions ?? {};
    return [
      ...(HttpTokens === 'required' ? [] : [`${place} leaves IMDSv1 open`]),
      ...(HttpPutResponseHopLimit === 1 ? [] : [`${place} lets bridged containers reach the role`]),
    ];
  }),
  ...resourcesOfType(templates, 'AWS::EC2::Instance').map(({ place }) => `${place} is without a launch template`),
];

/** Security 14: who may put events puts them on one bus, as one source. */
export const putsEventsAsOneSource: Check = (templates) =>
  grants(templates)
    .filter(({ statement }) => statement.Effect === 'Allow' && actionsOf(statement).includes('events:PutEvents'))
    .filter(({ statement }) => {
      const isOneBus = resourcesOf(statement).every((resource) => /:event-bus\/[\w.-]+$/.test(resource));
      return !isOneBus || typeof statement.Condition?.StringEquals?.['events:source'] !== 'string';
    })
    .map(({ place }) => `${place} puts events of any source`);

/** Security 16 */
export const encryptsVolumes: Check = (templates) => [
  ...resourcesOfType(templates, 'AWS::EC2::Volume')
    .filter(({ Properties }) => Properties.Encrypted !== true)
    .map(plain),
  ...resourcesOfType(templates, 'AWS::RDS::DBInstance')
    .filter(({ Properties }) => Properties.StorageEncrypted !== true)
    .map(plain),
  ...resourcesOfType(templates, 'AWS::EC2::LaunchTemplate').filter(hasPlainDisk).map(plain),
];

const plain = ({ place }: Placed): string => `${place} is not encrypted`;

function hasPlainDisk({ Properties }: Placed): boolean {
  const disks: { Ebs?: { Encrypted?: boolean } }[] = Properties.LaunchTemplateData.BlockDeviceMappings ?? [];
  return disks.length === 0 || disks.some(({ Ebs }) => Ebs?.Encrypted !== true);
}
