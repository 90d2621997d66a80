import type { KnowledgeAdmin } from '@ares/core';
import { killSwitchAnswer } from './answers.ts';
import { type RemoteClient, shaped } from './remote-client.ts';

/** What people decide, at an ARES elsewhere. Who it is says the token: a name that is given here goes nowhere. */
export const httpAdmin = (client: RemoteClient): KnowledgeAdmin => ({
  setKillSwitch: async (on, _by, reason) =>
    shaped(client, await client.post('kill-switch', { on, reason }), killSwitchAnswer),
});
