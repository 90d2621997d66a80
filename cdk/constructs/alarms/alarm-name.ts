/** Of every alarm about ARES itself, so that it is not taken for one of the team's. */
export const ALARM_PREFIX = 'ARES';

export const alarmName = (fleet: string, subject: string): string => `${ALARM_PREFIX} ${fleet}: ${subject}`;
