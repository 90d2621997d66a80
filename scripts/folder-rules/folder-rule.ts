/** What one folder may import, and whether it has to be pure. */
export interface FolderRule {
  /** Folder from the root; `*` stands for one name. */
  readonly folder: string;
  /** Other folders of this repository, besides the folder itself; `*` as above. */
  readonly folders: readonly string[];
  /** Further folders that its tests may import. */
  readonly testFolders?: readonly string[];
  /** npm packages by name, or `any`: knip sees to it that they are declared. */
  readonly packages: readonly string[] | 'any';
  /** Whether Node's own modules may be imported. */
  readonly builtins: boolean;
  /** No clock, randomness, environment, timers or network: the same input gives the same output. */
  readonly pure?: boolean;
}

/** A broken rule, placed so that an editor can open it. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}
