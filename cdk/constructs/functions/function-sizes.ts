interface FunctionSize {
  readonly about: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
}

/** Memory buys processor time on Lambda: what parses and decides much has more. */
export const functionSizes = {
  // 10,000 hosts need nearly all of 256 MB (`npm run bench -- fleet`).
  dispatch: { about: 'Sends the slots of the next minute to the shards.', memoryMb: 512, timeoutSeconds: 50 },
  // Models of 750 services need 0.7 GB of it; what a tick costs is its processor time, which more memory shortens.
  tick: { about: 'One round of the loop for one shard.', memoryMb: 1_280, timeoutSeconds: 60 },
  heal: { about: 'Sends a command to one host, and follows it.', memoryMb: 256, timeoutSeconds: 30 },
  train: { about: 'Rebuilds models from quiet history.', memoryMb: 1_024, timeoutSeconds: 300 },
  notify: { about: 'Tells people through their channels.', memoryMb: 256, timeoutSeconds: 30 },
  api: { about: 'What the command line and the dashboard read.', memoryMb: 256, timeoutSeconds: 10 },
  migrator: { about: 'Brings schema and roles of the database up to date.', memoryMb: 256, timeoutSeconds: 300 },
  'document-pin': { about: 'Reads version and hash of the document.', memoryMb: 256, timeoutSeconds: 120 },
  'origin-secret': { about: 'Makes the secret that CloudFront shows to the hosts.', memoryMb: 256, timeoutSeconds: 30 },
} as const satisfies Record<string, FunctionSize>;

/** A folder of `lambdas/`. */
export type FunctionName = keyof typeof functionSizes;
