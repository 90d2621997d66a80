import { createLogger, createService, httpClient, jwksClient, jwtVerifier, type Service } from '@shop/kit';
import { Registry } from 'prom-client';
import type { GatewayConfig } from './config.ts';
import { Gateway } from './gateway.ts';
import { gatewayMetrics } from './gateway-metrics.ts';
import { shopRoutes } from './routes.ts';
import { openUpstreams } from './upstream/open-upstreams.ts';

const callersMax = 50_000;

/** A caller may come with four seconds' worth of calls at once. */
const rateLimit = (tokensPerSecond: number) => ({
  tokensPerSecond,
  burst: tokensPerSecond * 4,
  maxCallers: callersMax,
});

/** Its readiness has no checks: a gateway in front of dead upstreams is well, and says so for them. */
export function createGatewayService(config: GatewayConfig): Service {
  const logger = createLogger(config);
  const registry = new Registry();
  const upstreams = openUpstreams(config);
  const users = httpClient({ name: 'user', baseUrl: config.USER_URL });
  const gateway = new Gateway({
    routes: shopRoutes,
    upstreams: upstreams.byName,
    verify: jwtVerifier({
      keys: jwksClient({ http: users, logger }),
      issuer: config.JWT_ISSUER,
      audience: config.JWT_AUDIENCE,
    }),
    limits: {
      perClient: rateLimit(config.RATE_PER_CLIENT),
      perUser: rateLimit(config.RATE_PER_USER),
      trustedProxies: config.TRUSTED_PROXIES,
    },
    events: gatewayMetrics(registry, Object.values(upstreams.byName)),
    nowMs: () => performance.now(),
  });
  return createService({
    config,
    logger,
    registry,
    routes: (req, res) => gateway.handle(req, res),
    onShutdown: async () => {
      upstreams.close();
      users.close();
    },
  });
}
