import { cursorOf } from '@ares/api/client';
import type { KnowledgeReader } from '@ares/core';
import { auditAnswer, incidentsAnswer, overviewAnswer, storyAnswer } from './answers.ts';
import { type RemoteClient, shaped } from './remote-client.ts';
import { problemOf } from './remote-error.ts';

/** The name for all shards at once. */
export const EVERY_SHARD = '';

/** What people read, of an ARES elsewhere. Throws CliError for whatever goes wrong on the way. */
export function httpReader(client: RemoteClient): KnowledgeReader {
  return {
    async overview(shard) {
      const answer = await client.get('overview', shard === EVERY_SHARD ? {} : { shard });
      return shaped(client, answer, overviewAnswer);
    },
    async incidents({ service, open, limit, before }) {
      const query = {
        limit: String(limit),
        ...(service === undefined ? {} : { service }),
        ...(open === undefined ? {} : { open: String(open) }),
        ...(before === undefined ? {} : { before: cursorOf(before) }),
      };
      return shaped(client, await client.get('incidents', query), incidentsAnswer).incidents;
    },
    async incident(idOrPrefix) {
      if (idOrPrefix === '') return undefined;
      const answer = await client.get(`incidents/${encodeURIComponent(idOrPrefix)}`, {}, [404, 409]);
      if (answer.status === 404) return undefined;
      if (answer.status === 409) return { ambiguous: problemOf(answer.body)?.ids ?? [] };
      return shaped(client, answer, storyAnswer);
    },
    async audit(limit) {
      return shaped(client, await client.get('audit', { limit: String(limit) }), auditAnswer).entries;
    },
  };
}
