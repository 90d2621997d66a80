import { InvalidArgumentError } from 'commander';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** This machine: what goes there crosses no network. */
export const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.test(hostname);

/** The address of an ARES, for `--remote`: https, or anything on this machine. */
export function parseRemoteUrl(text: string): URL {
  const url = URL.parse(text.endsWith('/') ? text : `${text}/`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('Give the address of an ARES, as https://HOST.');
  }
  if (url.protocol === 'http:' && !isLoopback(url)) {
    throw new InvalidArgumentError('It has to be https: a token would cross the network for all to read.');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InvalidArgumentError('Give the address alone: no user, password, query or fragment.');
  }
  return url;
}

/** As people write it. */
export const words = (url: URL): string => url.href.replace(/\/$/, '');
