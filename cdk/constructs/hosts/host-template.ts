import { Size } from 'aws-cdk-lib';
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  type ISecurityGroup,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  UserData,
} from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Amazon Linux 2023: its newest image whenever a host starts, so that a deployment replaces none for it. */
const IMAGE = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64';

const ROOT_VOLUME = Size.gibibytes(20);

interface HostTemplateProps {
  readonly instanceType: string;
  /** Whether it has a public address from its start, by which it fetches what it needs */
  readonly isPublic: boolean;
  readonly role: IRole;
  readonly securityGroups: readonly ISecurityGroup[];
  readonly userData: string;
}

/** How a host starts: its metadata for itself only (one hop, never a bridged container), its disk encrypted. */
export function hostTemplate(scope: Construct, id: string, props: HostTemplateProps): LaunchTemplate {
  const [securityGroup, ...others] = props.securityGroups;
  const template = new LaunchTemplate(scope, id, {
    machineImage: MachineImage.resolveSsmParameterAtLaunch(IMAGE),
    instanceType: new InstanceType(props.instanceType),
    role: props.role,
    securityGroup,
    associatePublicIpAddress: props.isPublic,
    userData: UserData.custom(props.userData),
    httpTokens: LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: 1,
    ebsOptimized: true,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(ROOT_VOLUME.toGibibytes(), {
          encrypted: true,
          volumeType: EbsDeviceVolumeType.GP3,
          deleteOnTermination: true,
        }),
      },
    ],
  });
  for (const other of others) template.connections.addSecurityGroup(other);
  return template;
}
