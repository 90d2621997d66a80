import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HostEntry } from '@ares/config/aws';
import { type Batch, batchAnswer } from './batch-answer.ts';
import { ec2Page } from './ec2-page.ts';
import { metricAnswer } from './metric-answer.ts';
import { answerObject } from './object-answer.ts';

/** Sums since the start. */
export interface AwsUse {
  readonly pages: number;
  readonly metricCalls: number;
  /** Messages to all queues */
  readonly messages: number;
  /** Those to `heal` */
  readonly actions: number;
}

export interface StubAws {
  /** For the environment of a function */
  readonly env: Readonly<Record<string, string>>;
  readonly queues: Readonly<Record<'ticks' | 'actions' | 'notifications', string>>;
  /** The fleet that EC2 tells from now on */
  setHosts(hosts: readonly HostEntry[]): void;
  use(): AwsUse;
  /** Of the largest message so far */
  messageBytesMax(): number;
  close(): void;
}

/** What the stub has been asked so far. */
type Seen = { -readonly [key in keyof AwsUse]: number } & { messageBytesMax: number };

/** EC2, CloudWatch, SQS and S3, as far as `dispatch` and `tick` ask them. */
export async function stubAws(policy: string): Promise<StubAws> {
  const seen: Seen = { pages: 0, metricCalls: 0, messages: 0, actions: 0, messageBytesMax: 0 };
  const targets = targetsOf(seen);
  let pages: ReadonlyMap<string, string> = new Map();
  const server = await listening(async (request) => {
    const body = await text(request);
    if (request.method === 'GET') return policy;
    const ofTarget = targets[String(request.headers['x-amz-target'])];
    if (ofTarget) return JSON.stringify(ofTarget(body));
    const form = new URLSearchParams(body);
    const page = pages.get(form.get('NextToken') ?? '');
    if (form.get('Action') !== 'DescribeInstances' || page === undefined) throw new Error(`nobody answers to ${body}`);
    seen.pages += 1;
    return page;
  });
  return {
    ...placesAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    setHosts(hosts) {
      pages = pagesOf(hosts);
    },
    use: () => ({ pages: seen.pages, metricCalls: seen.metricCalls, messages: seen.messages, actions: seen.actions }),
    messageBytesMax: () => seen.messageBytesMax,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** By the header `x-amz-target`, which the protocols of JSON have. */
const targetsOf = (seen: Seen): Readonly<Record<string, (body: string) => unknown>> => ({
  'AmazonSQS.SendMessageBatch': (body) => {
    const batch: Batch = JSON.parse(body);
    const sizes = batch.Entries.map((entry) => Buffer.byteLength(entry.MessageBody));
    seen.messages += sizes.length;
    if (batch.QueueUrl.endsWith('/actions')) seen.actions += sizes.length;
    seen.messageBytesMax = Math.max(seen.messageBytesMax, ...sizes);
    return batchAnswer(batch);
  },
  'GraniteServiceVersion20100801.GetMetricData': (body) => {
    seen.metricCalls += 1;
    return metricAnswer(JSON.parse(body));
  },
});

/** On a free port; what `answer` throws is the client's fault. */
async function listening(answer: (request: IncomingMessage) => Promise<string>): Promise<Server> {
  const objects = new Map<string, Buffer>();
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    if (await answerObject(objects, request, response)) return;
    answer(request).then(
      (body) => response.setHeader('etag', '"1"').end(body),
      (error: Error) => response.writeHead(400).end(error.message),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function placesAt(url: string): Pick<StubAws, 'env' | 'queues'> {
  const queue = (name: string) => `${url}/123456789012/${name}`;
  return {
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
    },
    queues: { ticks: queue('ticks'), actions: queue('actions'), notifications: queue('notifications') },
  };
}

/** What EC2 gives at most in one answer, and what `dispatch` asks for. */
const PAGE_SIZE = 1_000;

/** By the token that asks for them, made before anybody asks: that is no work of the function. */
function pagesOf(hosts: readonly HostEntry[]): ReadonlyMap<string, string> {
  const starts = Array.from({ length: Math.max(1, Math.ceil(hosts.length / PAGE_SIZE)) }, (_, i) => i * PAGE_SIZE);
  const token = (start: number) => (start === 0 || start >= hosts.length ? '' : `from-${start}`);
  return new Map(
    starts.map((start) => [token(start), ec2Page(hosts.slice(start, start + PAGE_SIZE), token(start + PAGE_SIZE))]),
  );
}
