import * as z from 'zod';

/** Environments of the functions: the CDK app fills them in, the functions read them. A bad one fails the cold start. */

const text = z.string().min(1);
const queueUrl = z.url();

const common = z.object({
  /** Value of the tag `ares:fleet` */
  ARES_FLEET: text,
});

const database = z.object({
  DATABASE_HOST: text,
  DATABASE_PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_NAME: text,
  /** The role of this function; the migrator has none. */
  DATABASE_USER: text,
  /** `verify-full` by the CA bundle that NODE_EXTRA_CA_CERTS names; `off` is for databases of tests. */
  DATABASE_TLS: z.enum(['verify-full', 'off']).default('verify-full'),
  /** Connections of one execution environment. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(20).default(2),
});

/** Fixed at deploy from the largest fleet; a host keeps its shard as long as this stays. */
const shards = z.coerce.number().int().min(1).max(200);

export const dispatchEnvironment = common.extend({
  TICKS_QUEUE_URL: queueUrl,
  SHARDS: shards,
  /** Metrics that one hour may read from CloudWatch; beyond them it reads no more until the next. */
  CLOUDWATCH_METRICS_PER_HOUR: z.coerce.number().int().min(0),
  /** Queues of dead letters, parted by spaces: SQS reports a queue that nobody looks at late. */
  DEAD_LETTER_QUEUE_URLS: z
    .string()
    .default('')
    .transform((urls) => urls.split(' ').filter(Boolean))
    .pipe(z.array(queueUrl)),
});

export const tickEnvironment = common.extend(database.shape).extend({
  SHARDS: shards,
  TICKS_QUEUE_URL: queueUrl,
  ACTIONS_QUEUE_URL: queueUrl,
  NOTIFICATIONS_QUEUE_URL: queueUrl,
  /** The policy in force, an asset of the deployment. */
  POLICY_BUCKET: text,
  POLICY_KEY: text,
  /** What `train` learnt, and where ticks put their models away. */
  SNAPSHOTS_BUCKET: text,
  WARM_MODELS_BUCKET: text,
});

export const healEnvironment = common.extend(database.shape).extend({
  TICKS_QUEUE_URL: queueUrl,
  FOLLOW_QUEUE_URL: queueUrl,
  /** Name of the remediation document. */
  DOCUMENT_NAME: text,
  /** The one version that is ever sent, with its SHA-256. */
  DOCUMENT_VERSION: text,
  DOCUMENT_HASH: z.string().regex(/^[0-9a-f]{64}$/),
});

export const trainEnvironment = common.extend(database.shape).extend({
  SNAPSHOTS_BUCKET: text,
});

export const notifyEnvironment = common.extend({
  TOPIC_ARN: text,
  NOTIFICATIONS_QUEUE_URL: queueUrl,
  /** A secret with the other channels as JSON; see docs/notify.md. */
  CHANNELS_SECRET_ARN: text,
  /** Name of the SSM parameter with the address of dashboard and API, which are deployed after this function. */
  DASHBOARD_URL_PARAMETER: text,
});

export const apiEnvironment = common.extend(database.shape).extend({
  /** Issuer of the tokens, app client and domain of the sign-in pages: what `ares login` and the dashboard ask for. */
  SIGN_IN_ISSUER: z.url(),
  SIGN_IN_CLIENT_ID: text,
  SIGN_IN_DOMAIN: text,
});

export const migratorEnvironment = common.extend(database.omit({ DATABASE_USER: true }).shape).extend({
  MASTER_SECRET_ARN: text,
});
