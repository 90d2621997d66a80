import type { MinuteRow } from '../model/minute-rows.ts';
import type { Opinion } from '../model/opinion.ts';

/** What is new of a service. */
export interface ServiceNews {
  readonly serviceId: string;
  readonly hostId: string;
  /** The newest minutes, the newest last; those that were told before do not matter. */
  readonly minutes: readonly MinuteRow[];
  /** Whether nothing is the matter with it, and nothing done to it: only then it is learnt from. */
  readonly isQuiet: boolean;
}

export interface Judged {
  /** Of the newest minute. */
  readonly opinion: Opinion;
  /** Some hours, the newest last. */
  readonly recent: readonly MinuteRow[];
}

/** Models of services that learn from every minute and say what they think of it. */
export interface ServiceModels {
  /** By service id; of a service of which nothing is known yet there is nothing. */
  judge(news: readonly ServiceNews[]): Promise<ReadonlyMap<string, Judged>>;
}
