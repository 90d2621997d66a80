import type { Action, CommandAnswer, CommandResult, Evidence, Incident, KillSwitch, TimelineEvent } from '@ares/core';
import type { actions, control, incidents, timeline } from '@ares/db';
import { present } from './present.ts';

export const incidentOf = ({ evidence, ...row }: typeof incidents.$inferSelect): Incident => ({
  ...present(row),
  evidence: evidence as readonly Evidence[],
});

export const actionOf = ({ result, answer, scopes: _, ...row }: typeof actions.$inferSelect): Action => ({
  ...present(row),
  ...(answer === null ? {} : { answer: answer as CommandAnswer }),
  ...(result === null ? {} : { result: result as CommandResult }),
});

export const eventOf = ({ id: _, ...event }: typeof timeline.$inferSelect): TimelineEvent => event;

export const killSwitchOf = (row: typeof control.$inferSelect): KillSwitch => ({
  on: row.killSwitchOn,
  by: row.by,
  reason: row.reason,
  sinceMs: row.since?.getTime() ?? 0,
});
