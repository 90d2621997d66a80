const tokenLengthMax = 4_096;

/** The token of an `Authorization: Bearer` header; `malformed` where there is a header but no usable token. */
export function bearerToken(authorization: string | undefined): string | 'malformed' | undefined {
  if (authorization === undefined) return undefined;
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization);
  const token = match?.[1];
  return token && token.length <= tokenLengthMax ? token : 'malformed';
}
