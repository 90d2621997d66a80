export { channelNotifiers } from './channels.ts';
export type { Notifier } from './notifier.ts';
export { snsNotifier } from './sns-notifier.ts';
