import type { Guard } from '../plan-input.ts';

export const killSwitch: Guard = ({ fleet }) => {
  const { on, by, reason } = fleet.knowledge.killSwitch;
  return on ? { reason: `paused by ${by}: ${reason}` } : undefined;
};
