/** For how long a secret or a parameter that was read is good, in seconds as Powertools counts them. */
export const FRESH = { maxAge: 300 };
