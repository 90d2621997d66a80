import type { IncomingMessage, ServerResponse } from 'node:http';
import { currentRequest, type JwtVerifier, type ProblemError, sendProblem } from '@shop/kit';
import { type Identity, identify } from './auth/identify.ts';
import type { GatewayEvents } from './events.ts';
import { Admission, type AdmissionOptions } from './limits/admission.ts';
import { type Admitted, dispatch, dispatchKeyed, isKeyed } from './proxy/dispatch.ts';
import { problems, rateLimited } from './proxy/problems.ts';
import type { Route, UpstreamName } from './routing/route.ts';
import { createRouter, type Match, type Router } from './routing/router.ts';
import type { Upstream } from './upstream/upstream.ts';
import { type Visit, visitOf } from './visit.ts';

export interface GatewayOptions {
  readonly routes: readonly Route[];
  readonly upstreams: Readonly<Record<UpstreamName, Upstream>>;
  readonly verify: JwtVerifier;
  readonly limits: AdmissionOptions;
  readonly events: GatewayEvents;
  readonly nowMs: () => number;
}

/** The way of a request: route, rate limit, size, identity, rate limit of the user, upstream. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #route: Router<Route>;
  readonly #admission: Admission;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#route = createRouter(options.routes);
    this.#admission = new Admission(options.limits);
  }

  handle(req: IncomingMessage, res: ServerResponse): void {
    const visit = visitOf(req, res);
    const match = visit.path === undefined ? undefined : this.#route(visit.path);
    if (match) this.#enter(visit, match);
    else this.#refuse(visit, visit.path === undefined ? problems.badPath : problems.notFound);
  }

  #enter(visit: Visit, match: Match<Route>): void {
    const { req } = visit;
    const { auth, cost, bodyLimitBytes, path } = match.route;
    const context = currentRequest();
    if (context) context.route = path;
    const waitMs = this.#admission.takeClient(req, cost, this.#options.nowMs());
    if (waitMs > 0) this.#refuse(visit, rateLimited(waitMs));
    else if (Number(req.headers['content-length'] ?? 0) > bodyLimitBytes) this.#refuse(visit, problems.bodyTooLarge);
    else {
      const identity = identify(this.#options.verify, auth, req.headers.authorization);
      if (identity instanceof Promise) void identity.then((known) => this.#judge(visit, match, known));
      else this.#judge(visit, match, identity);
    }
  }

  #judge(visit: Visit, match: Match<Route>, identity: Identity): void {
    if (identity.kind === 'anonymous') this.#pass(visit, match, undefined);
    else if (identity.kind === 'refused') this.#refuse(visit, identity.problem);
    else {
      const waitMs = this.#admission.takeUser(identity.userId, match.route.cost, this.#options.nowMs());
      if (waitMs > 0) this.#refuse(visit, rateLimited(waitMs));
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
    if (result === 'too-large') this.#refuse(admitted.visit, problems.bodyTooLarge);
  }

  #refuse(visit: Visit, problem: ProblemError): void {
    this.#options.events.onProblem(problem, undefined);
    sendProblem(visit.res, problem);
  }
}
