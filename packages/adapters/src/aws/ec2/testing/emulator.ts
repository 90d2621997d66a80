/** @throws Error for a setting that `npm run test:aws` would have made */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by "npm run test:aws"`);
  return value;
}

/** Of clients for the one emulator and the other; the rest is the environment's. */
export const emulators = {
  MiniStack: () => ({ endpoint: setting('AWS_ENDPOINT_URL') }),
  moto: () => ({ endpoint: setting('MOTO_ENDPOINT_URL') }),
};
export type Emulator = keyof typeof emulators;
