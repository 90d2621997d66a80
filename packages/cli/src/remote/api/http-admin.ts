import type { KnowledgeAdmin } from '@ares/core';
import { killSwitchAnswer, testMessageAnswer } from './answers.ts';
import { type RemoteClient, shaped } from './remote-client.ts';

/** What people decide, at an ARES elsewhere. Who it is says the token: a name that is given here goes nowhere. */
export const httpAdmin = (client: RemoteClient): KnowledgeAdmin => ({
  setKillSwitch: async (on, _by, reason) =>
    shaped(client, await client.post('kill-switch', { on, reason }), killSwitchAnswer),
  /** @throws CliError where one was sent a moment ago */
  sendTest: async (_by, reason) => {
    const { id } = shaped(client, await client.post('test-message', { reason }), testMessageAnswer);
    return { sent: true, id };
  },
});
