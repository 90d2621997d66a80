import { createHash } from 'node:crypto';
import { loginCallbacks, userGroups } from '@ares/config/aws';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** People who may look at ARES or steer it. An administrator adds them; nobody signs up alone. */
export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, fleet: string) {
    super(scope, id);
    this.pool = new UserPool(this, 'People', {
      selfSignUpEnabled: false,
      // The audit log says who it was: with an address alone a person's name would be a number. It cannot be changed later.
      signInAliases: { username: true, email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledgeOptions(this.pool);
    for (const [right, groupName] of Object.entries(userGroups)) {
      new CfnUserPoolGroup(this, right, { userPoolId: this.pool.userPoolId, groupName });
    }
    this.domain = this.pool.addDomain('Pages', { cognitoDomain: { domainPrefix: prefixOf(fleet, this) } });
  }

  /** The app that browsers and `ares login` sign in through: they can keep no secret, so they prove themselves by PKCE. */
  addBrowserClient(home: string): UserPoolClient {
    return this.pool.addClient('Browsers', {
      generateSecret: false,
      authFlows: { user: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [home, ...loginCallbacks],
        logoutUrls: [home],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(30),
      idTokenValidity: Duration.minutes(30),
      refreshTokenValidity: Duration.hours(12),
    });
  }
}

/** Unique in the region; a digest, because names of fleets may hold words that Cognito refuses. */
function prefixOf(fleet: string, scope: Construct): string {
  const digest = createHash('sha256').update(fleet).digest('hex').slice(0, 8);
  return `ares-${digest}-${Stack.of(scope).account}`;
}

function acknowledgeOptions(pool: UserPool): void {
  Validations.of(pool).acknowledge(
    { id: 'AwsSolutions-COG2', reason: 'A second factor is each person’s choice; operating asks for a recent sign-in' },
    { id: 'AwsSolutions-COG8', reason: 'The plus tier costs a person more a month than a host; it can be turned on' },
  );
}
