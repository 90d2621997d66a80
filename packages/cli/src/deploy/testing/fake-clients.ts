import type { AwsClients } from '../aws/clients.ts';
import { awsClients } from '../aws/clients.ts';

/** Real clients without an account; tests mock what each answers. */
export function fakeClients(): AwsClients {
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  return awsClients();
}
