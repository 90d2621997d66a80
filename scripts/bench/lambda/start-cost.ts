import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where a function finds its variables: none of these is ever asked. */
const environment: Readonly<Record<string, string>> = {
  AWS_REGION: 'eu-central-1',
  ARES_FLEET: 'bench',
  DATABASE_HOST: 'db',
  DATABASE_PORT: '5432',
  DATABASE_NAME: 'ares',
  DATABASE_USER: 'ares',
  TICKS_QUEUE_URL: 'https://queue',
  ACTIONS_QUEUE_URL: 'https://queue',
  FOLLOW_QUEUE_URL: 'https://queue',
  NOTIFICATIONS_QUEUE_URL: 'https://queue',
  POLICY_BUCKET: 'bucket',
  POLICY_KEY: 'key',
  SNAPSHOTS_BUCKET: 'bucket',
  WARM_MODELS_BUCKET: 'bucket',
  DOCUMENT_NAME: 'document',
  DOCUMENT_VERSION: '1',
  DOCUMENT_HASH: 'ab'.repeat(32),
  TOPIC_ARN: 'arn:topic',
  CHANNELS_SECRET_ARN: 'arn:secret',
  DASHBOARD_URL_PARAMETER: 'parameter',
  MASTER_SECRET_ARN: 'arn:secret',
  SIGN_IN_ISSUER: 'https://issuer',
  SIGN_IN_CLIENT_ID: 'client',
  SIGN_IN_DOMAIN: 'domain',
  SHARDS: '1',
  CLOUDWATCH_METRICS_PER_HOUR: '0',
};

/** Processor time of the whole process, which others on the machine stretch less than they do the clock. */
const report = 'const{user,system}=process.cpuUsage();console.log((user+system)/1e3);process.exit()';

/**
 * One cold start in a process of its own.
 * @param file module to import; left out for Node alone
 * @returns processor time in ms
 */
export async function startCpuMs(file?: string): Promise<number> {
  const script = file ? `import(${JSON.stringify(file)}).then(()=>{${report}})` : report;
  const { stdout } = await run(process.execPath, ['--eval', script], { env: { ...environment } });
  return Number(stdout);
}
