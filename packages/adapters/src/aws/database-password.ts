import { Signer, type SignerConfig } from '@aws-sdk/rds-signer';

/**
 * Signs in to RDS by IAM: a token that holds for 15 minutes, made anew for each connection and without a request.
 * Region and credentials are the environment's where they are not given.
 */
export function databasePassword(config: SignerConfig): () => Promise<string> {
  const signer = new Signer(config);
  return () => signer.getAuthToken();
}
