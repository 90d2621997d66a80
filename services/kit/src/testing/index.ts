export type { Answered, Json } from './answered.ts';
export { freePort } from './free-port.ts';
export { imageName } from './image-name.ts';
export { runCommand } from './run-command.ts';
export { type ShopRole, startPostgres, type TestPostgres } from './test-postgres.ts';
export { startRedis, type TestRedis } from './test-redis.ts';
export { startService, type TestService } from './test-service.ts';
export { waitFor } from './wait-for.ts';
