import { isIP } from 'node:net';

/** One address of a name. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

export type Lookup = (hostname: string) => Promise<readonly Address[]>;

export interface Target {
  readonly url: URL;
  /** The address that was checked, and the only one to connect to. */
  readonly address: Address;
}

/** Why a text is no target for messages, if it is none; the text itself is a secret and stands in no words. */
export function targetProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is not a URL';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'has to begin with https://';
  if (url.username !== '' || url.password !== '') return 'has to be without user name and password';
  return undefined;
}

/**
 * Resolves the name of a target and refuses it where any of its addresses is not allowed.
 * @throws Error naming the host, and never the path, which may be a secret
 */
export async function checkedTarget(
  text: string,
  lookup: Lookup,
  isAllowed: (address: string) => boolean,
): Promise<Target> {
  const problem = targetProblem(text);
  if (problem !== undefined) throw new Error(`the URL of the channel ${problem}`);
  const url = new URL(text);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(literal) ? [{ address: literal, family: isIP(literal) }] : await lookup(url.hostname);
  const refused = addresses.find(({ address }) => !isAllowed(address));
  if (refused !== undefined) throw new Error(`${url.hostname} is at ${refused.address}, which is not a public address`);
  const [address] = addresses;
  if (address === undefined) throw new Error(`${url.hostname} has no address`);
  return { url, address };
}
