/**
 * What a fleet's hosts run is one SSM parameter: at every boot, and at a restart of `ares-app.service`, a host fetches
 * what it names. So a release changes no launch template and replaces no host.
 */
export const releaseParameterName = (fleet: string): string => `/ares/${fleet}/release`;

/** @param sha256 of the bundle's bytes: a host unpacks nothing else */
export const releaseValue = (s3Url: string, sha256: string): string => `${s3Url} ${sha256}`;
