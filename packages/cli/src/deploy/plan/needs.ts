import { PLANNED_USE, type PlannedUse, plannedUse } from '@ares/config/aws';
import { textAt } from '../template/property.ts';
import { type Resource, resourcesOf, type Template } from '../template/resource.ts';

/** What a deployment takes of the account's quotas and of its own database. */
export interface Needs extends PlannedUse {
  readonly addresses: number;
  readonly vcpus: number;
}

const ofType = (resources: readonly Resource[], type: string) => resources.filter((one) => one.type === type);

/** @throws Error where no template has the plan of the control plane */
export function needsOf(templates: readonly Template[]): Needs {
  const resources = resourcesOf(templates);
  return {
    ...plannedIn(templates),
    addresses: ofType(resources, 'AWS::EC2::EIP').length,
    vcpus: ofType(resources, 'AWS::EC2::LaunchTemplate').reduce((sum, host) => sum + vcpus(host), 0),
  };
}

/** As the synthesis sized and checked it: counted a second time here, it could come out as another figure. */
const plannedIn = (templates: readonly Template[]): PlannedUse =>
  plannedUse.parse(templates.map(({ body }) => body.Metadata?.[PLANNED_USE]).find((plan) => plan !== undefined));

const sizes: Readonly<Record<string, number>> = {
  medium: 2,
  large: 2,
  xlarge: 4,
  '2xlarge': 8,
  '4xlarge': 16,
  '8xlarge': 32,
};

function vcpus(host: Resource): number {
  const type = textAt(host, 'LaunchTemplateData.InstanceType') ?? '';
  return sizes[type.split('.')[1] ?? ''] ?? 2;
}
