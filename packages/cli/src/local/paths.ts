import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '../../../..');

/** What setup found or built; not in git. */
const setupDir = join(repositoryRoot, '.ares');

/** What the local control plane keeps: its database, its secrets, its log. */
export const localDir = process.env.ARES_HOME ?? setupDir;

export const documentPath = join(repositoryRoot, 'cdk/documents/remediate.yaml');
export const shopCompose = join(repositoryRoot, 'services/compose.yaml');
export const observeCompose = join(repositoryRoot, 'packages/host-agent/compose.yaml');
export const imagesEnv = join(setupDir, 'images.env');
/** One file with every value that the Compose files ask for. */
export const composeEnv = join(localDir, 'compose.env');
export const shopEnv = join(localDir, 'shop.env');
export const policyPath = process.env.ARES_POLICY ?? join(repositoryRoot, 'ares.policy.yaml');

/** What was learnt of each service. */
export const modelsDir = join(localDir, 'models');

/** Whom to tell, with secrets in it. */
export const channelsPath = process.env.ARES_CHANNELS || join(localDir, 'channels.json');

/** Where the remediation script keeps its ledger; root's default is the one that hosts on EC2 use. */
export const hostStateDir =
  process.env.ARES_STATE_DIR ?? (process.getuid?.() === 0 ? '/var/lib/ares' : join(localDir, 'host'));

export const hostId = process.env.ARES_HOST_ID ?? hostname();
