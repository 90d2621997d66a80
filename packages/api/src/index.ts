export type { ApiOptions } from './api-options.ts';
export type { ApiEnv, Authorize, Caller, Scope } from './auth/caller.ts';
export { gatewayAuthorizer } from './auth/gateway-authorizer.ts';
export { createApi } from './create-api.ts';
export type { SignIn } from './responses.ts';
