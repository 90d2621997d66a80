import type { FolderRule } from './folder-rule.ts';

/**
 * The rules of the architecture's chapter "Folders". The first one that matches a file holds;
 * a file that none matches is a violation, so that a new folder gets its rule.
 */
export const folderRules: readonly FolderRule[] = [
  { folder: 'packages/core', folders: [], packages: [], builtins: false, pure: true },
  { folder: 'packages/config', folders: ['packages/core'], packages: ['zod', 'yaml'], builtins: true },
  { folder: 'packages/db', folders: [], packages: ['drizzle-orm', 'drizzle-kit', 'pg'], builtins: true },
  adapter('docker', ['dockerode']),
  adapter('host-agent', ['zod']),
  adapter('prometheus', ['zod']),
  adapter('postgres', ['drizzle-orm', 'pg']),
  adapter('local-runner', ['yaml', 'zod']),
  { folder: 'packages/simulator', folders: ['packages/core', 'packages/config'], packages: [], builtins: false },
  { folder: 'packages/host-agent', folders: ['packages/core', 'packages/config'], packages: 'any', builtins: true },
  { folder: 'packages/cli', folders: ['packages/*'], packages: 'any', builtins: true },
  { folder: 'services/kit', folders: [], packages: 'any', builtins: true },
  { folder: 'services/*', folders: ['services/kit'], packages: 'any', builtins: true },
];

function adapter(name: string, packages: readonly string[]): FolderRule {
  const folders = ['packages/core', 'packages/config', 'packages/db'];
  return { folder: `packages/adapters/src/${name}`, folders, packages, builtins: true };
}

/** What tests and their helpers may use anywhere, besides Node's modules and their folder's own rule. */
export const testPackages: readonly string[] = ['vitest', 'fast-check'];
