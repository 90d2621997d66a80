export { type JwksClientOptions, JwksUnavailableError, jwksClient } from './auth/jwks-client.ts';
export {
  type Claims,
  type JwtVerifier,
  type JwtVerifierOptions,
  jwtVerifier,
  unauthorized,
} from './auth/jwt-verifier.ts';
export { bearerToken, requireUser, type UserEnv } from './auth/require-user.ts';
export { type BaseConfig, baseConfig } from './config/base-config.ts';
export { ConfigError, loadConfig } from './config/load-config.ts';
export { DependencyOffError, refusalOf } from './faults/dependency-switch.ts';
export type { UpstreamRequest, UpstreamResponse } from './http/exchange.ts';
export { type HttpClient, type HttpClientOptions, httpClient } from './http/http-client.ts';
export { type FieldError, ProblemError, type ProblemOptions } from './http/problem.ts';
export { problemResponse, sendProblem } from './http/send-problem.ts';
export { toProblem } from './http/to-problem.ts';
export { isUnavailable } from './http/unavailable.ts';
export { UpstreamError } from './http/upstream-error.ts';
export { parseRequest, validate } from './http/validate.ts';
export { createLogger, type Logger } from './log/logger.ts';
export { currentRequest, propagationHeaders, RequestContext, runInRequest } from './log/request-context.ts';
export { poolMetrics } from './metrics/pool-metrics.ts';
export { decodeCursor, encodeCursor } from './page/cursor.ts';
export { type Page, pageOf } from './page/page.ts';
export { type Database, database } from './postgres/database.ts';
export { pingPostgres } from './postgres/ping.ts';
export { type PostgresConfig, postgresConfig } from './postgres/postgres-config.ts';
export { postgresPool } from './postgres/postgres-pool.ts';
export { type MigrationOptions, runMigrations } from './postgres/run-migrations.ts';
export { withTransaction } from './postgres/with-transaction.ts';
export { pingRedis } from './redis/ping.ts';
export { redisClient } from './redis/redis-client.ts';
export { type RedisConfig, redisConfig } from './redis/redis-config.ts';
export { createService, type ServiceOptions } from './service/create-service.ts';
export type { Service } from './service/lifecycle.ts';
export { type Repeated, type RepeatOptions, repeat } from './service/repeat.ts';
export { runService } from './service/run-service.ts';
