const agentImages = ['HOST_AGENT_IMAGE', 'PROMETHEUS_IMAGE'] as const;
const shopImages = [
  'POSTGRES_IMAGE',
  'REDIS_IMAGE',
  'NGINX_IMAGE',
  'PRODUCT_IMAGE',
  'USER_IMAGE',
  'CART_IMAGE',
  'ORDER_IMAGE',
  'GATEWAY_IMAGE',
] as const;

/** Every image that a host needs; with the shop, those of the shop too. */
export const imageVariables = (shop: boolean): readonly string[] => [...agentImages, ...(shop ? shopImages : [])];
