import { SSMServiceException } from '@aws-sdk/client-ssm';

/** What the SDK throws when the service answers with an error. */
export const serviceError = (name: string, httpStatusCode: number, message = 'no reason given'): SSMServiceException =>
  new SSMServiceException({
    name,
    message,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode },
  });
