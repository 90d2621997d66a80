import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Identity, identify } from './auth/identify.ts';
import { TokenVerifier, type VerifyToken } from './auth/token-verifier.ts';
import type { GatewayEvents } from './events.ts';
import { Admission, type AdmissionOptions } from './limits/admission.ts';
import { type Admitted, dispatch, dispatchKeyed, isKeyed } from './proxy/dispatch.ts';
import { sendProblem } from './proxy/problem.ts';
import type { ProblemKind } from './proxy/problem-kinds.ts';
import type { Route, UpstreamName } from './routing/route.ts';
import { createRouter, type Match, type Router } from './routing/router.ts';
import type { Upstream } from './upstream/upstream.ts';
import { type Visit, visitOf } from './visit.ts';

export interface GatewayOptions {
  readonly routes: readonly Route[];
  readonly upstreams: Readonly<Record<UpstreamName, Upstream>>;
  readonly verify: VerifyToken;
  readonly limits: AdmissionOptions;
  readonly events: GatewayEvents;
  readonly nowMs: () => number;
}

/** The way of a request: route, rate limit, size, identity, rate limit of the user, upstream. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #route: Router<Route>;
  readonly #tokens: TokenVerifier;
  readonly #admission: Admission;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#route = createRouter(options.routes);
    this.#tokens = new TokenVerifier(options.verify);
    this.#admission = new Admission(options.limits);
  }

  handle(req: IncomingMessage, res: ServerResponse): void {
    const { events, nowMs } = this.#options;
    const startedMs = nowMs();
    const visit = visitOf(req, res);
    const match = visit.path === undefined ? undefined : this.#route(visit.path);
    res.once('close', () => events.onAnswer(visit, match?.route.path ?? 'unrouted', startedMs));
    if (match) this.#enter(visit, match, startedMs);
    else this.#refuse(visit, visit.path === undefined ? 'BAD_PATH' : 'NOT_FOUND');
  }

  #enter(visit: Visit, match: Match<Route>, atMs: number): void {
    const { req } = visit;
    const { auth, cost, bodyLimitBytes } = match.route;
    const waitMs = this.#admission.takeClient(req, cost, atMs);
    if (waitMs > 0) this.#refuseForNow(visit, waitMs);
    else if (Number(req.headers['content-length'] ?? 0) > bodyLimitBytes) this.#refuse(visit, 'BODY_TOO_LARGE');
    else {
      const identity = identify(this.#tokens, auth, req.headers.authorization, atMs);
      if (identity instanceof Promise) void identity.then((known) => this.#judge(visit, match, known));
      else this.#judge(visit, match, identity);
    }
  }

  #judge(visit: Visit, match: Match<Route>, identity: Identity): void {
    if (identity.kind === 'anonymous') this.#pass(visit, match, undefined);
    else if (identity.kind === 'refused') this.#refuse(visit, identity.problem);
    else {
      const waitMs = this.#admission.takeUser(identity.userId, match.route.cost, this.#options.nowMs());
      if (waitMs > 0) this.#refuseForNow(visit, waitMs);
      else this.#pass(visit, match, identity.userId);
    }
  }

  #pass(visit: Visit, match: Match<Route>, userId: string | undefined): void {
    const { upstreams, events, nowMs } = this.#options;
    const admitted = { visit, match, upstream: upstreams[match.route.upstream], userId, events, nowMs };
    if (isKeyed(admitted)) void this.#passKeyed(admitted);
    else dispatch(admitted);
  }

  async #passKeyed(admitted: Admitted): Promise<void> {
    const result = await dispatchKeyed(admitted);
    if (result === 'too-large') this.#refuse(admitted.visit, 'BODY_TOO_LARGE');
  }

  #refuseForNow(visit: Visit, waitMs: number): void {
    this.#refuse(visit, 'RATE_LIMITED', { 'retry-after': String(Math.ceil(waitMs / 1_000)) });
  }

  #refuse(visit: Visit, kind: ProblemKind, headers?: Record<string, string>): void {
    this.#options.events.onProblem(visit, kind, undefined);
    sendProblem(visit.res, kind, visit.trace.requestId, headers);
  }
}
