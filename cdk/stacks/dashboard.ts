import { dashboardUrlParameter } from '@ares/config/aws';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { AresContext } from '../config/context.ts';
import { Alarms } from '../constructs/alarms/alarms.ts';
import { functionAlarms } from '../constructs/alarms/function-alarms.ts';
import { ApiGateway } from '../constructs/dashboard/api-gateway.ts';
import { securityHeaders } from '../constructs/dashboard/security-headers.ts';
import { SignIn } from '../constructs/dashboard/sign-in.ts';
import { Site } from '../constructs/dashboard/site.ts';
import { apiFunction } from '../constructs/functions/api.ts';
import type { ControlPlaneOutputs } from './control-plane.ts';

interface DashboardStackProps extends StackProps {
  readonly context: AresContext;
  readonly controlPlane: ControlPlaneOutputs;
}

/** The way in for people: sign-in, API and site. Healing needs nothing of it. */
export class DashboardStack extends Stack {
  constructor(scope: Construct, id: string, { context, controlPlane, ...props }: DashboardStackProps) {
    super(scope, id, props);
    const { fleet, fleetTag, logRetentionDays } = context;
    const { database, plan, functionNetwork: network, topic } = controlPlane;
    const prefix = `Ares-${fleet}-${this.region}`;
    const signIn = new SignIn(this, 'SignIn', fleet);
    const gateway = new ApiGateway(this, 'Gateway', { fleet, logRetentionDays, requests: plan.api });
    const issuer = signIn.pool.userPoolProviderUrl;
    const domain = signIn.domain.baseUrl();
    const headers = securityHeaders(this, 'Headers', { name: `${prefix}-headers`, signIn: [issuer, domain] });
    const site = new Site(this, 'Site', { prefix, api: gateway.api, headers, logRetentionDays });
    const clientId = signIn.addBrowserClient(`${site.url}/`).userPoolClientId;
    const api = apiFunction(this, {
      ...{ fleet: fleetTag, logRetentionDays, network, database },
      reservedExecutions: plan.reserved,
      signIn: { issuer, clientId, domain },
    });
    gateway.serve(api, { issuer, clientId });
    new Alarms(this, 'Alarms', { deployment: fleet, topic, table: functionAlarms({ api }) });
    // Messages tell it: `notify` is of the stack that this one builds upon, so it looks there.
    new StringParameter(this, 'Url', { parameterName: dashboardUrlParameter(fleet), stringValue: site.url });

    const outputs = {
      DashboardUrl: site.url,
      ApiUrl: gateway.api.apiEndpoint,
      UserPoolId: signIn.pool.userPoolId,
      UserPoolClientId: clientId,
      SignInDomain: domain,
      SiteBucket: site.files.bucketName,
      DistributionId: site.distribution.distributionId,
      ApiFunctionName: api.functionName,
      ApiLogGroup: api.logGroup.logGroupName,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
