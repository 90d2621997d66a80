import { databaseConnectionsMax, loginCallbacks, openApiPaths, userGroups } from '@ares/config/aws';
import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { parseContext } from '../config/context.ts';
import { testContext } from '../testing/cdk-json.ts';
import { ControlPlaneStack } from './control-plane.ts';
import { DashboardStack } from './dashboard.ts';
import { NetworkStack } from './network.ts';

function stacksWith(values: Readonly<Record<string, string>>) {
  const app = new App({ context: testContext });
  const context = parseContext({ fleet: 'shop', ...values });
  const network = new NetworkStack(app, 'Network', { context });
  const controlPlane = new ControlPlaneStack(app, 'ControlPlane', { context, network });
  const template = Template.fromStack(new DashboardStack(app, 'Dashboard', { context, controlPlane }));
  return { controlPlane, template };
}
const { controlPlane, template } = stacksWith({});
const properties = (type: string) => Object.values(template.findResources(type)).map(({ Properties }) => Properties);

describe('API', () => {
  const routes = properties('AWS::ApiGatewayV2::Route');

  test('every path needs a token, but for those that everybody may read', () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');
    expect(open.map(({ RouteKey }) => RouteKey)).toEqual(openApiPaths.map((path) => `GET ${path}`));
    expect(routes.length).toBeGreaterThan(open.length);
  });

  test('tokens are those of the pool for its own client', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Issuer: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SignInPeople'), 'ProviderURL'] },
        Audience: [{ Ref: Match.stringLikeRegexp('^SignInPeopleBrowsers') }],
      },
    });
  });

  test('requests are throttled and logged, without anything that a token could be in', () => {
    const [stage] = properties('AWS::ApiGatewayV2::Stage');
    expect(stage?.DefaultRouteSettings).toEqual({ ThrottlingBurstLimit: 10, ThrottlingRateLimit: 25 });
    expect(stage?.AccessLogSettings.Format).toContain('$context.requestId');
    expect(stage?.AccessLogSettings.Format).not.toMatch(/header|querystring|authorizer\.claims/i);
  });

  test('a flood of requests takes no execution from the loop, where the account has some to reserve', () => {
    const api = { Description: Match.stringLikeRegexp('^ARES api: ') };
    const own = { ...api, ReservedConcurrentExecutions: databaseConnectionsMax.api };
    stacksWith({ lambdaConcurrency: '1000' }).template.hasResourceProperties('AWS::Lambda::Function', own);
    template.hasResourceProperties('AWS::Lambda::Function', { ...api, ReservedConcurrentExecutions: Match.absent() });
  });

  test('its function may do nothing in AWS but log, be attached, and sign in as its role', () => {
    const statements = properties('AWS::IAM::Policy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const actions = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => !/^(logs|ec2):/.test(action))).toEqual(['rds-db:connect']);
  });
});

describe('sign-in', () => {
  test('nobody signs up alone, and a second factor is possible', () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
  });

  test('browsers and the command line use codes, no secret and no password of their own', () => {
    const [client] = properties('AWS::Cognito::UserPoolClient');
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    });
    expect(client?.CallbackURLs).toEqual(expect.arrayContaining([...loginCallbacks]));
  });

  test('rights are groups', () => {
    const names = properties('AWS::Cognito::UserPoolGroup').map(({ GroupName }) => GroupName);
    expect(names.toSorted()).toEqual(Object.values(userGroups).toSorted());
  });
});

describe('site', () => {
  const [distribution] = properties('AWS::CloudFront::Distribution');
  const { DefaultCacheBehavior: pages, CacheBehaviors: others } = distribution?.DistributionConfig ?? {};

  test('the API is beside it, over TLS only and never cached', () => {
    const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({
      PathPattern: '/api/*',
      ViewerProtocolPolicy: 'https-only',
      CachePolicyId: cachingDisabled,
    });
  });

  test('security 26: every answer carries the headers', () => {
    for (const { ResponseHeadersPolicyId } of [pages, ...others]) {
      expect(ResponseHeadersPolicyId.Ref).toMatch(/^Headers/);
    }
    const [policy] = properties('AWS::CloudFront::ResponseHeadersPolicy');
    const headers = policy?.ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    expect(headers).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
    });
    const text = JSON.stringify(headers.ContentSecurityPolicy);
    expect(text).toContain("default-src 'none'");
    expect(text).toContain("frame-ancestors 'none'");
    expect(text).not.toContain('unsafe');
  });

  test('files are private, and read by the distribution alone', () => {
    for (const { PublicAccessBlockConfiguration } of properties('AWS::S3::Bucket')) {
      expect(new Set(Object.values(PublicAccessBlockConfiguration))).toEqual(new Set([true]));
    }
    template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: Match.objectLike({ SigningBehavior: 'always', SigningProtocol: 'sigv4' }),
    });
  });

  test('names that CloudFront keeps for the whole account tell fleets and regions apart', () => {
    const names = [
      properties('AWS::CloudFront::Function')[0]?.Name,
      properties('AWS::CloudFront::ResponseHeadersPolicy')[0]?.ResponseHeadersPolicyConfig.Name,
      properties('AWS::CloudFront::OriginAccessControl')[0]?.OriginAccessControlConfig.Name,
    ];
    for (const name of names) expect(JSON.stringify(name)).toMatch(/Ares-shop-.*AWS::Region/);
  });
});

test('outputs say where to go', () => {
  const names = Object.keys(template.findOutputs('*'));
  expect(names).toEqual(expect.arrayContaining(['DashboardUrl', 'ApiUrl', 'UserPoolId', 'UserPoolClientId']));
});

test('messages find the address where notify looks for it', () => {
  const functions = Object.values(Template.fromStack(controlPlane).findResources('AWS::Lambda::Function'));
  const [name] = functions.flatMap(({ Properties }) => Properties.Environment?.Variables.DASHBOARD_URL_PARAMETER ?? []);
  const [address] = properties('AWS::SSM::Parameter');
  expect([name, address?.Name]).toEqual(['/ares/shop/dashboard-url', '/ares/shop/dashboard-url']);
  expect(JSON.stringify(address?.Value)).toContain('DomainName');
});
