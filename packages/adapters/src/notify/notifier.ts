import type { NotificationMessage } from '@ares/config/aws';

/** One way to reach people. */
export interface Notifier {
  /** Unique among the channels of a fleet; `NotificationMessage.channels` names it. */
  readonly name: string;
  /**
   * May be called again with the same message: receivers that can, count its `id` or its incident once.
   * @throws Error when the channel did not take it; the words hold no secret
   */
  send(message: NotificationMessage): Promise<void>;
}

export interface NotifierOptions {
  /** Where people look, and what `--remote` takes; absent on a machine of one's own. */
  readonly dashboardUrl?: string | undefined;
}
