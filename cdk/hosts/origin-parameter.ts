/** The SSM parameter with what CloudFront shows to the hosts of a fleet: two words, of now and of the next rotation. */
export const originParameterName = (fleet: string): string => `/ares/${fleet}/origin-secret`;
