import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';

/** What one call takes. */
const QUERIES_MAX = 500;
/** A service that pages without end is not read without end. */
const PAGES_MAX = 50;

export interface MetricWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface MetricSeries {
  /** Why it is not all that there is; absent where it is. */
  readonly incomplete?: string;
  /** In the order of CloudWatch: newest first. */
  readonly points: readonly { readonly atMs: number; readonly value: number }[];
}

/**
 * Reads series in calls of 500, each with all of its pages. A call that fails leaves its series incomplete and the
 * other calls untouched.
 */
export async function readMetricData(
  cloudwatch: CloudWatchClient,
  queries: readonly MetricDataQuery[],
  window: MetricWindow,
): Promise<ReadonlyMap<string, MetricSeries>> {
  const calls = Array.from({ length: Math.ceil(queries.length / QUERIES_MAX) }, (_, call) =>
    queries.slice(call * QUERIES_MAX, (call + 1) * QUERIES_MAX),
  );
  const series = await Promise.all(calls.map((call) => readCall(cloudwatch, call, window)));
  return new Map(series.flat());
}

async function readCall(
  cloudwatch: CloudWatchClient,
  queries: readonly MetricDataQuery[],
  { fromMs, toMs }: MetricWindow,
): Promise<[string, MetricSeries][]> {
  const results: MetricDataResult[] = [];
  const input: GetMetricDataCommandInput = {
    MetricDataQueries: [...queries],
    StartTime: new Date(fromMs),
    EndTime: new Date(toMs),
    ScanBy: 'TimestampDescending',
  };
  let fault: string | undefined;
  try {
    fault = await readPages(cloudwatch, input, results);
  } catch (error) {
    fault = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return queries.map(({ Id = '' }) => [
    Id,
    toSeries(
      results.filter((result) => result.Id === Id),
      fault,
    ),
  ]);
}

/** @returns why pages are left unread, if any are */
async function readPages(
  cloudwatch: CloudWatchClient,
  input: GetMetricDataCommandInput,
  results: MetricDataResult[],
): Promise<string | undefined> {
  let token: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await cloudwatch.send(
      new GetMetricDataCommand({ ...input, ...(token ? { NextToken: token } : {}) }),
    );
    results.push(...(answer.MetricDataResults ?? []));
    token = answer.NextToken;
    if (!token) return undefined;
  }
  return `more than ${PAGES_MAX} pages`;
}

/** A series counts only if CloudWatch calls it complete, on the last page on which it stands. */
function toSeries(results: readonly MetricDataResult[], fault: string | undefined): MetricSeries {
  const status = results.at(-1)?.StatusCode ?? 'no result';
  const points = results.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.flatMap((at, i) => {
      const value = Values[i];
      return value === undefined ? [] : [{ atMs: at.getTime(), value }];
    }),
  );
  const incomplete = status === 'Complete' ? fault : (fault ?? status);
  return incomplete === undefined ? { points } : { points, incomplete };
}
