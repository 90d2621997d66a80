import type { AresContext } from '../../config/context.ts';

/** Whether the hosts have no way to AWS but IPv6, so that they must ask it by its dual-stack names. */
export const isOverIpv6 = ({ dualStack, hostNetwork }: AresContext): boolean => dualStack && hostNetwork === 'private';
