import type { KillSwitch, KnowledgeReader } from '@ares/core';

/** Nobody's: of it the store knows the kill switch and nothing else. */
const NO_SHARD = '';

/** There is one for all shards. */
export const killSwitchNow = async (reader: KnowledgeReader): Promise<KillSwitch> =>
  (await reader.overview(NO_SHARD)).killSwitch;
