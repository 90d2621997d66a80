export { loginAttempts } from './login-attempts.ts';
export { refreshTokens, sessions } from './sessions.ts';
export { shopUser } from './shop-user.ts';
export { signingKeys } from './signing-keys.ts';
export { users } from './users.ts';
