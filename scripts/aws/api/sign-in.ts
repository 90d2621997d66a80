import { randomBytes } from 'node:crypto';
import { userGroups } from '@ares/config/aws';
import { emulatorJson } from '../emulator/emulator-json.ts';

interface Pool {
  readonly userPoolId: string;
  readonly clientId: string;
}

const NAME = 'operator@example.com';

/**
 * Makes a person who may steer ARES, as an administrator of the pool does, and signs in for them.
 * @returns the access token
 */
export async function signIn(awsUrl: string, { userPoolId, clientId }: Pool): Promise<string> {
  const cognito = (operation: string, request: object) =>
    emulatorJson(awsUrl, `AWSCognitoIdentityProviderService.${operation}`, { UserPoolId: userPoolId, ...request });
  const Password = `Aa1!${randomBytes(16).toString('hex')}`;
  await cognito('AdminCreateUser', { Username: NAME, MessageAction: 'SUPPRESS' });
  await cognito('AdminSetUserPassword', { Username: NAME, Password, Permanent: true });
  await cognito('AdminAddUserToGroup', { Username: NAME, GroupName: userGroups.operate });
  const { AuthenticationResult } = await cognito('AdminInitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: NAME, PASSWORD: Password },
  });
  return (AuthenticationResult as { readonly AccessToken: string }).AccessToken;
}
