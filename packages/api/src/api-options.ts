import type { EpochMs, KnowledgeAdmin, KnowledgeReader, Log } from '@ares/core';
import type { Authorize } from './auth/caller.ts';
import type { SignIn } from './responses.ts';

export interface ApiOptions {
  readonly reader: KnowledgeReader;
  readonly admin: KnowledgeAdmin;
  /** Names of all shards that somebody decided for within the last hour. */
  readonly shards: () => Promise<readonly string[]>;
  /** Who sent a request: on AWS `gatewayAuthorizer(userGroups)`. */
  readonly authorize: Authorize;
  /** Told to clients, who refuse to work with one that they do not know. */
  readonly version: string;
  readonly log: Log;
  /** Where people sign in; without it `/api/v1/config` is not found. */
  readonly signIn?: SignIn;
  /** What is not answered by then is refused, before the platform cuts it off. @default 8_000 */
  readonly answerMs?: number;
  /** @default Date.now */
  readonly now?: () => EpochMs;
}
