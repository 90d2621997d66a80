import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type ProblemError, refusalOf, sendProblem } from '@shop/kit';
import type { Outcome } from '../upstream/breaker.ts';
import type { Replica } from '../upstream/replica.ts';
import type { Upstream } from '../upstream/upstream.ts';
import { type RawHeaders, responseHeaders } from './headers.ts';
import { problems } from './problems.ts';
import { pump } from './pump.ts';

const retriesMax = 2;

/** Body of the call: none, streamed from the caller, or held in memory so that it can be sent again. */
export type CallBody = 'none' | 'stream' | Buffer;

export interface ExchangeJob {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly upstream: Upstream;
  /** Path and query at the upstream. */
  readonly path: string;
  readonly headers: RawHeaders;
  readonly body: CallBody;
  readonly bodyLimitBytes: number;
  readonly timeoutMs: number;
  readonly mayRetry: boolean;
  readonly nowMs: () => number;
  readonly onRetry: (reason: 'broken' | 'unavailable') => void;
  readonly onFailure: (problem: ProblemError) => void;
}

/**
 * One caller's request with all its attempts at the upstream. Whatever ends it (answer, error, timeout, the
 * caller leaving), the replica in use is handed back exactly once.
 */
class Exchange {
  readonly #job: ExchangeJob;
  #timer: NodeJS.Timeout | undefined;
  #call: ClientRequest | undefined;
  #replica: Replica | undefined;
  #ticket = false;
  #retries = 0;
  #isOver = false;

  constructor(job: ExchangeJob) {
    this.#job = job;
  }

  start(): void {
    const { res, upstream, timeoutMs, nowMs } = this.#job;
    this.#timer = setTimeout(() => this.#timedOut(), timeoutMs);
    res.once('close', () => this.#abandon());
    upstream.budget.earn();
    this.#send(upstream.pool.pick(nowMs()));
  }

  #send(replica: Replica | undefined): void {
    if (!replica) {
      this.#fail(problems.noReplica);
      return;
    }
    const { req, upstream, path, headers } = this.#job;
    if (refusalOf(upstream.name)) {
      this.#fail(problems.upstreamFailed);
      return;
    }
    this.#replica = replica;
    this.#ticket = replica.begin();
    const call = request({
      agent: upstream.agent,
      host: replica.address,
      port: upstream.port,
      method: req.method,
      path,
      headers,
    });
    this.#call = call;
    call.on('response', (answer) => this.#answered(call, answer));
    call.on('error', () => this.#broke(call));
    this.#sendBody(call);
  }

  #sendBody(call: ClientRequest): void {
    const { req, body, bodyLimitBytes } = this.#job;
    if (body === 'none') call.end();
    else if (body !== 'stream') call.end(body);
    else
      pump(req, call, -1, (bytes) => {
        if (bytes > bodyLimitBytes) this.#fail(problems.bodyTooLarge, 'abandoned');
        return bytes <= bodyLimitBytes;
      });
  }

  #answered(call: ClientRequest, answer: IncomingMessage): void {
    const isStale = this.#isOver || call !== this.#call;
    const status = answer.statusCode ?? 502;
    if (isStale || (status === 503 && this.#retry('unavailable'))) answer.resume();
    else this.#relay(answer, status);
  }

  #relay(answer: IncomingMessage, status: number): void {
    const { res } = this.#job;
    this.#timer?.refresh();
    res.writeHead(status, responseHeaders(answer.rawHeaders, answer.headers.connection));
    pump(answer, res, Number(answer.headers['content-length'] ?? -1));
    answer.once('end', () => this.#finish(status === 503 ? 'failed' : 'ok'));
    answer.once('error', () => this.#fail(problems.upstreamFailed));
  }

  #broke(call: ClientRequest): void {
    if (this.#isOver || call !== this.#call) return;
    if (!this.#retry('broken', call.reusedSocket)) this.#fail(problems.upstreamFailed);
  }

  /**
   * Hands the failed replica back and tries another one. The same one is tried again only when a kept-alive
   * connection broke: that says that the replica closed an idle connection, not that it is unwell.
   */
  #retry(reason: 'broken' | 'unavailable', isStale = false): boolean {
    const { mayRetry, upstream, nowMs, onRetry } = this.#job;
    if (!mayRetry || this.#retries >= retriesMax) return false;
    const failed = this.#replica;
    const next = upstream.pool.pick(nowMs(), failed) ?? (isStale ? failed : undefined);
    if (!next || !upstream.budget.spend()) return false;
    this.#release('failed');
    this.#retries += 1;
    onRetry(reason);
    this.#send(next);
    return true;
  }

  /** A caller that reads slowly holds the answer up too; that is no fault of the replica. */
  #timedOut(): void {
    this.#fail(problems.upstreamTimeout, this.#job.res.writableNeedDrain ? 'abandoned' : 'failed');
  }

  /** An answer that has begun can only be cut off: its length or its last chunk will be missing. */
  #fail(problem: ProblemError, outcome: Outcome = 'failed'): void {
    if (this.#isOver) return;
    this.#finish(outcome);
    this.#call?.destroy();
    this.#job.onFailure(problem);
    if (this.#job.res.headersSent) this.#job.res.destroy();
    else sendProblem(this.#job.res, problem);
  }

  #abandon(): void {
    if (this.#isOver) return;
    const isServed = this.#job.res.writableFinished;
    this.#finish(isServed ? 'ok' : 'abandoned');
    if (!isServed) this.#call?.destroy();
  }

  #finish(outcome: Outcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#release(outcome);
  }

  #release(outcome: Outcome): void {
    this.#replica?.end(outcome, this.#job.nowMs(), this.#ticket);
    this.#replica = undefined;
  }
}

/** Forwards one request and answers it. Never throws: every failure becomes problem+json. */
export const forward = (job: ExchangeJob): void => new Exchange(job).start();
