/** Of every AWS client: regions, credentials and endpoints are the environment's, patience is not. */
export const clientConfig = {
  retryMode: 'adaptive',
  /** Without `throwOnRequestTimeout` the SDK only warns of a request that hangs. */
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

/** Of one for what the loop can do without; how long it is waited for is told by who asks. */
export const hastyClientConfig = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_500, throwOnRequestTimeout: true },
} as const;
