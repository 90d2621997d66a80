import { builtinPolicy } from '@ares/config';
import type { Policy, Profile } from '@ares/core';

/** The default profile with leave to act. */
export const aProfile = (over: Partial<Profile> = {}): Profile => ({
  ...builtinPolicy.profiles.default,
  autonomy: 'auto',
  ...over,
});

/** The defaults, with leave to act. */
export const aPolicy = (over: Partial<Policy> = {}): Policy => ({
  ...builtinPolicy,
  version: 'test',
  profiles: { default: aProfile() },
  ...over,
});
