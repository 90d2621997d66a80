import { join, resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '../../../..');

/** What the local control plane keeps in the checkout; not in git. */
export const localDir = join(repositoryRoot, '.ares');

export const documentPath = join(repositoryRoot, 'cdk/documents/remediate.yaml');
export const shopCompose = join(repositoryRoot, 'services/compose.yaml');
export const observeCompose = join(repositoryRoot, 'packages/host-agent/compose.yaml');
export const imagesEnv = join(localDir, 'images.env');
export const shopEnv = join(localDir, 'shop.env');
export const policyPath = process.env.ARES_POLICY ?? join(repositoryRoot, 'ares.policy.yaml');

/** Where the remediation script keeps its ledger; root's default is the one that hosts on EC2 use. */
export const hostStateDir =
  process.env.ARES_STATE_DIR ?? (process.getuid?.() === 0 ? '/var/lib/ares' : join(localDir, 'host'));
