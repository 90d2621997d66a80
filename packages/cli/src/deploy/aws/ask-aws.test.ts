import { expect, test } from 'vitest';
import { askAws } from './ask-aws.ts';

const failing = (name: string, message: string) => () => Promise.reject(Object.assign(new Error(message), { name }));

test.each([
  ['CredentialsProviderError', 'Could not load credentials from any providers', 'no AWS credentials', 'aws sso login'],
  ['ExpiredTokenException', 'The security token included in the request is expired', 'have expired', 'aws sso login'],
  ['UnrecognizedClientException', 'The security token is invalid', 'does not know these', 'AWS_PROFILE'],
  ['Error', 'Region is missing', 'no valid AWS region', 'AWS_REGION'],
  ['Error', 'getaddrinfo ENOTFOUND sts.nowhere.amazonaws.com', 'does not answer', 'network'],
  ['AccessDeniedException', 'no', 'ssm:GetParameter is not allowed', 'let your role ssm:GetParameter'],
  ['UnauthorizedOperation', 'no', 'ssm:GetParameter is not allowed', 'let your role'],
])('%s (%s) says what to do', async (name, message, says, remedy) => {
  const asked = askAws('ssm:GetParameter', failing(name, message));
  await expect(asked).rejects.toMatchObject({
    name: 'CliError',
    message: expect.stringContaining(says),
    remedy: expect.stringContaining(remedy),
  });
});

test('what nobody can put right stays what it was', async () => {
  await expect(askAws('x:Y', failing('InternalFailure', 'oops'))).rejects.toMatchObject({ name: 'InternalFailure' });
});
