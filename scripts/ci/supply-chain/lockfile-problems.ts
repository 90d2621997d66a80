/** Where packages may come from. */
export const allowedHosts: readonly string[] = ['registry.npmjs.org'];

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/** Security 34: every package is pinned by a strong hash, and none comes from a place of its own. */
export function lockfileProblems({ lockfileVersion, packages }: Lockfile): string[] {
  const old = lockfileVersion < 3 ? [`lockfileVersion ${lockfileVersion} has no entry for every package`] : [];
  const own = Object.entries(packages).flatMap(([path, entry]) =>
    path.includes('node_modules/') ? entryProblems(path, entry) : [],
  );
  return [...old, ...own];
}

function entryProblems(path: string, entry: LockEntry): string[] {
  const { resolved, integrity, link, inBundle } = entry;
  if (link) return resolved && isInside(resolved) ? [] : [`${path} links to ${resolved}, outside of the checkout`];
  const from = resolved === undefined || isAllowed(resolved) ? [] : [`${path} comes from ${resolved}`];
  const hashed = inBundle || integrity?.startsWith('sha512-') || isForeignTool(entry) ? [] : [`${path} has no sha512`];
  return [...from, ...hashed];
}

/** Where pipelines and hosts run. */
const builtOn = { os: ['linux'], cpu: ['x64', 'arm64'], libc: ['glibc'] } as const;

/** A registry that has not the binaries of a development tool for another system tells no hash of them. */
const isForeignTool = (entry: LockEntry): boolean =>
  entry.integrity === undefined &&
  entry.dev === true &&
  entry.optional === true &&
  (['os', 'cpu', 'libc'] as const).some((key) => entry[key]?.every((value) => !builtOn[key].some((b) => b === value)));

const isInside = (path: string): boolean => !/^([a-z]+:|\/|\.\.)/.test(path);

function isAllowed(resolved: string): boolean {
  const url = URL.parse(resolved);
  return url?.protocol === 'https:' && allowedHosts.includes(url.host);
}
