import { alarmPrefix } from '@ares/config/aws';
import { type CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { CliError } from '../../cli-error.ts';
import { allPages } from '../aws/all-pages.ts';
import { askAws } from '../aws/ask-aws.ts';

const POLL_MS = 30_000;
/** A function that starts anew and a metric that comes late may make an alarm ring once. */
const BELIEVED_AFTER_MS = 3 * 60_000;

export interface AlarmWatch {
  readonly cloudwatch: CloudWatchClient;
  /** Context value `fleet`, not the tag of the hosts */
  readonly fleet: string;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** Alarms of ARES about itself that ring now: name and what CloudWatch says of it. */
export function ringing({ cloudwatch, fleet }: Pick<AlarmWatch, 'cloudwatch' | 'fleet'>): Promise<Map<string, string>> {
  const which = { AlarmNamePrefix: alarmPrefix(fleet), StateValue: 'ALARM' } as const;
  return askAws('cloudwatch:DescribeAlarms', async () => {
    const pages = await allPages(paginateDescribeAlarms({ client: cloudwatch }, which));
    const found = pages.flatMap(({ MetricAlarms = [] }) => MetricAlarms);
    return new Map(found.map(({ AlarmName = '', StateReason = '' }) => [AlarmName, StateReason]));
  });
}

/**
 * Looks for a while whether a deployment did harm.
 * @param before what rang already, which is not its fault
 * @throws CliError as soon as another alarm has rung for some minutes, or rings at the end
 */
export async function watchAlarms(
  forMs: number,
  before: ReadonlyMap<string, string>,
  watch: AlarmWatch,
): Promise<void> {
  const untilMs = watch.nowMs() + forMs;
  const sinceMs = new Map<string, number>();
  for (;;) {
    const now = await ringing(watch);
    for (const name of sinceMs.keys()) if (!now.has(name)) sinceMs.delete(name);
    for (const name of now.keys()) if (!before.has(name) && !sinceMs.has(name)) sinceMs.set(name, watch.nowMs());
    const atEnd = watch.nowMs() >= untilMs;
    const believed = [...sinceMs].filter(([, since]) => atEnd || watch.nowMs() - since >= BELIEVED_AFTER_MS);
    if (believed.length > 0) throw harmed(believed.map(([name]) => `${name} (${now.get(name)})`));
    if (atEnd) return;
    await watch.sleep(POLL_MS);
  }
}

const harmed = (alarms: readonly string[]): CliError =>
  new CliError(`after the deployment these alarms ring: ${alarms.join('; ')}`, {
    remedy:
      'deploy the last good commit again: `git checkout COMMIT && npx ares deploy`; the pipeline does so by itself',
  });
