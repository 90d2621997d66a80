import { openApiPaths } from '@ares/config/aws';
import { Duration, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { logGroup } from '../network/log-group.ts';

interface ApiGatewayProps {
  readonly fleet: string;
  readonly logRetentionDays: number;
  /** Requests that the API takes at once */
  readonly requests: number;
}

interface Tokens {
  readonly issuer: string;
  readonly clientId: string;
}

/** Requests a second of each one that is taken at once: readers are quick, and ask every few seconds. */
const RATE_PER_REQUEST = 5;

/** One line of JSON a request; no header of it, so no token. */
const logLine = AccessLogFormat.custom(
  JSON.stringify({
    at: '$context.requestTime',
    requestId: '$context.requestId',
    ip: '$context.identity.sourceIp',
    route: '$context.routeKey',
    path: '$context.path',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    error: '$context.error.message',
    unauthorized: '$context.authorizer.error',
  }),
);

/** The HTTP API in front of the function; it turns away whoever has no token, before the function is asked. */
export class ApiGateway extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { fleet, logRetentionDays, requests }: ApiGatewayProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName: `ares-${fleet}`, createDefaultStage: false });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: RATE_PER_REQUEST * requests, burstLimit: 2 * requests },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup(this, 'AccessLog', logRetentionDays)),
        format: logLine,
      },
    });
  }

  /** Routes everything to the function: with a token, but for the paths that need none. */
  serve(target: IFunction, { issuer, clientId }: Tokens): void {
    const integration = new HttpLambdaIntegration('Function', target, { timeout: Duration.seconds(15) });
    const authorizer = new HttpJwtAuthorizer('Tokens', issuer, { jwtAudience: [clientId] });
    const route = (path: string, methods: HttpMethod[], guard?: IHttpRouteAuthorizer) =>
      this.api.addRoutes({ path, methods, integration, ...(guard ? { authorizer: guard } : {}) });
    route('/api/{path+}', [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE], authorizer);
    const reason = 'Whether ARES is there and where to sign in: nothing that needs a token';
    for (const open of openApiPaths.flatMap((path) => route(path, [HttpMethod.GET]))) {
      Validations.of(open).acknowledge({ id: 'AwsSolutions-APIG4', reason });
    }
  }
}
