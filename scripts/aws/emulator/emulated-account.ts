import { delimiter } from 'node:path';
import { binDir } from '../../lib/root.mjs';

export const REGION = 'eu-central-1';
export const ACCOUNT = '000000000000';

/** What AWS clients need to talk to an emulator and to nobody else. */
export const emulatedEnvironment = (url: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  PATH: [binDir, process.env.PATH ?? ''].join(delimiter),
});
