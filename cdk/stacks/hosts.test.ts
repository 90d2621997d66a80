import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, onTestFinished, test } from 'vitest';
import { promotedRepositories } from '../constructs/hosts/promoted-repositories.ts';
import { hostImages } from '../hosts/testing/host-images.ts';
import { lookupEnv } from '../testing/looked-up-vpc.ts';
import { synthesize, synthesizedApp } from '../testing/synthesize.ts';

const hosts = (context?: Readonly<Record<string, unknown>>) => {
  const { templates } = context ? synthesize(context) : synthesizedApp();
  return Template.fromJSON(templates.Hosts as never);
};

describe('a host of the shop', () => {
  const template = hosts();

  test('is a group of one, which never heals by itself', () => {
    const one = { MinSize: '1', MaxSize: '1', AutoScalingGroupName: 'Ares-default-Host1' };
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', one);
    const call = Object.values(template.findResources('Custom::AWS'))[0]?.Properties.Create;
    expect(JSON.parse(call)).toMatchObject({
      action: 'SuspendProcesses',
      parameters: { AutoScalingGroupName: 'Ares-default-Host1', ScalingProcesses: ['ReplaceUnhealthy', 'AZRebalance'] },
    });
  });

  test('may take the address of its cell, for which EC2 asks about the untagged interface too', () => {
    const allowed = (Condition: unknown, Resource: unknown = Match.anyValue()) =>
      template.hasResourceProperties('AWS::IAM::Policy', {
        PolicyDocument: {
          Statement: Match.arrayWith([Match.objectLike({ Action: 'ec2:AssociateAddress', Condition, Resource })]),
        },
      });
    allowed({ StringEquals: { 'aws:ResourceTag/ares:fleet': 'default' } });
    allowed(Match.absent(), {
      'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(':network-interface/\\*$')])],
    });
  });

  test('registers with SSM, whose actions for it name no resources', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: Match.arrayWith(['ssm:UpdateInstanceInformation']), Resource: '*' }),
        ]),
      },
    });
  });

  test('is found by its tag, and so are its volume and its address', () => {
    const tag = { Key: 'ares:fleet', Value: 'default' };
    const tagged = { Tags: Match.arrayWith([tag]) };
    template.hasResourceProperties('AWS::EC2::Volume', tagged);
    template.hasResourceProperties('AWS::EC2::EIP', tagged);
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      Tags: Match.arrayWith([{ ...tag, PropagateAtLaunch: true }]),
    });
  });

  test('starts the newest Amazon Linux, and takes over its data first and its address last', () => {
    const [launch] = Object.values(template.findResources('AWS::EC2::LaunchTemplate'));
    const { ImageId, UserData } = launch?.Properties.LaunchTemplateData ?? {};
    expect(ImageId).toMatch(/^resolve:ssm:.*al2023.*arm64$/);
    const userData = JSON.stringify(UserData);
    expect(userData).toMatch(
      /attach-volume.*mkfs\.ext4.*systemctl enable.*associate-address.*ares-first-boot\.service/,
    );
    // EC2 takes 16 KiB; references are longer in a template than on a host.
    expect(userData.length).toBeLessThan(16_384);
  });

  test('starts when there is something to run, and a role that may fetch it', () => {
    const [group] = Object.values(template.findResources('AWS::AutoScaling::AutoScalingGroup'));
    const before = ['ReleaseParameter', 'HostPolicy', 'HostRoleDefaultPolicy', 'OriginSecretOriginSecret'];
    expect(group?.DependsOn).toEqual(expect.arrayContaining(before.map((id) => expect.stringContaining(id))));
  });

  test('keeps its data when the stack goes', () => {
    template.allResources('AWS::EC2::Volume', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('is reached through CloudFront, at the reverse proxy', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      SourcePrefixListId: 'pl-3b927c52',
      FromPort: 8080,
    });
    template.hasOutput('Shop1', {});
  });

  test('knows its own distribution by a secret that a function makes, and reads that secret alone', () => {
    const [secretId = ''] = Object.keys(template.findResources('Custom::AresOriginSecret'));
    const properties = { ParameterName: '/ares/default/origin-secret', Rotation: 1 };
    template.hasResourceProperties('Custom::AresOriginSecret', properties);
    const HeaderValue = { 'Fn::GetAtt': [secretId, 'Value'] };
    const shown = { OriginCustomHeaders: [{ HeaderName: 'X-Origin-Secret', HeaderValue }] };
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Origins: [Match.objectLike(shown)] },
    });
    const read = {
      Sid: 'KnowDistribution',
      Action: 'ssm:GetParameter',
      Effect: 'Allow',
      Resource: { 'Fn::Join': ['', Match.arrayWith([':parameter/ares/default/origin-secret'])] },
    };
    template.hasResourceProperties('AWS::IAM::Policy', { PolicyDocument: { Statement: Match.arrayWith([read]) } });
    const [launch] = Object.values(template.findResources('AWS::EC2::LaunchTemplate'));
    const launched = JSON.stringify(launch?.Properties);
    expect(launched).toContain("ARES_ORIGIN_PARAMETER='/ares/default/origin-secret'");
    expect(launched).not.toContain(secretId);
  });
});

test('a private host has no address and no storefront', () => {
  const template = hosts({ hostNetwork: 'private', composePluginUrl: 's3://copies/compose' });
  template.resourceCountIs('AWS::CloudFront::Distribution', 0);
  template.resourceCountIs('AWS::EC2::EIP', 0);
  template.resourceCountIs('Custom::AresOriginSecret', 0);
  expect(JSON.stringify(template.findResources('AWS::EC2::LaunchTemplate'))).toContain(
    '"AssociatePublicIpAddress":false',
  );
});

test('a private host that could not fetch Compose is refused', () => {
  expect(() => hosts({ hostNetwork: 'private' })).toThrow(/composePluginUrl=s3:/);
});

test.each([
  ['over IPv6 only', {}, '123456789012.dkr-ecr.eu-central-1.on.aws/'],
  ['by endpoints', { interfaceEndpoints: true }, '123456789012.dkr.ecr.eu-central-1.amazonaws.com/'],
  ['with a public address', { hostNetwork: 'public' }, '123456789012.dkr.ecr.eu-central-1.amazonaws.com/'],
])('hosts that reach their registry %s run images by a name that they reach', (_, context, registry) => {
  const images = join(mkdtempSync(join(tmpdir(), 'ares-images-')), 'images.json');
  onTestFinished(() => rmSync(dirname(images), { recursive: true }));
  writeFileSync(images, JSON.stringify(hostImages()));
  const ofHosts = { hostNetwork: 'private', interfaceEndpoints: false, composePluginUrl: 's3://copies/compose' };
  const { directory } = synthesize({ ...ofHosts, ...context, images });
  const [bundle = ''] = readdirSync(directory).filter((name) => name.startsWith('ares-bundle-'));
  expect(readFileSync(join(directory, bundle), 'utf8')).toContain(`\nCART_IMAGE=${registry}`);
});

test('images that another fleet has tried are pulled out of its repositories, by the same digests', () => {
  const images = join(mkdtempSync(join(tmpdir(), 'ares-images-')), 'images.json');
  onTestFinished(() => rmSync(dirname(images), { recursive: true }));
  const ofFleet = (fleet: string) => ({
    ...hostImages(),
    CART_IMAGE: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/ares-${fleet}/cart@sha256:${'c'.repeat(64)}`,
  });
  const pulledBy = (fleet: string): unknown[] => {
    writeFileSync(images, JSON.stringify(ofFleet(fleet)));
    const [policy] = Object.values(hosts({ images, fleet: 'shop' }).findResources('AWS::IAM::ManagedPolicy'));
    const statements: { Sid: string; Resource: unknown[] }[] = policy?.Properties.PolicyDocument.Statement ?? [];
    return statements.find(({ Sid }) => Sid === 'PullImages')?.Resource ?? [];
  };
  const ofSmoke = {
    'Fn::Join': ['', expect.arrayContaining([':ecr:eu-central-1:123456789012:repository/ares-smoke/cart'])],
  };
  expect(pulledBy('smoke')).toContainEqual(ofSmoke);
  expect(JSON.stringify(pulledBy('shop'))).not.toContain('ares-shop/cart');
});

test.each([
  ['account', '999999999999', 'eu-central-1'],
  ['region', '123456789012', 'us-east-2'],
])('an image in another %s is refused, also under the name of the fleet’s own', (_, account, region) => {
  const CART_IMAGE = `${account}.dkr.ecr.${region}.amazonaws.com/ares-shop/cart@sha256:${'c'.repeat(64)}`;
  const stack = new Stack(new App(), 'Hosts', { env: { account: '123456789012', region: 'eu-central-1' } });
  expect(() => promotedRepositories(stack, 'shop', { CART_IMAGE })).toThrow(
    `ares-shop/cart is in ${account}/${region}, but these hosts are in 123456789012/eu-central-1`,
  );
});

test('hosts are spread over the zones', () => {
  const volumes = Object.values(hosts().findResources('AWS::EC2::Volume'));
  expect(new Set(volumes.map(({ Properties }) => JSON.stringify(Properties.AvailabilityZone))).size).toBe(2);
});

test('without the shop there is no host, but what a team’s own hosts need', () => {
  const template = hosts({ shop: false });
  template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 0);
  template.resourceCountIs('AWS::IAM::Role', 0);
  template.hasOutput('HostPolicyArn', {});
});

test('without an account somebody has to name the prefix list', () => {
  expect(() => hosts({ cloudFrontPrefixList: undefined })).toThrow(/cloudFrontPrefixList is not given.*sign in to AWS/);
});

test('with an account cdk looks the prefix list up', () => {
  const { app } = synthesize({ cloudFrontPrefixList: undefined }, lookupEnv);
  const missing = app.synth().manifest.missing?.map(({ props }) => props);
  expect(missing).toEqual([expect.objectContaining({ typeName: 'AWS::EC2::PrefixList', region: lookupEnv.region })]);
});

test('a file of images that is none is refused with the remedy', () => {
  expect(() => hosts({ images: '/nowhere/images.json' })).toThrow(/"\/nowhere\/images.json".*npx ares deploy/);
});
