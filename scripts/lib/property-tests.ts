import fc from 'fast-check';

/**
 * A property that fails is made smaller in one go, which nothing can interrupt from outside: without a limit a large
 * one keeps its worker busy for hours, and nobody learns which it was. ARES_PROPERTY_RUNS asks for more than usual.
 */
const LIMIT_MS = 280_000;
const runs = Number(process.env.ARES_PROPERTY_RUNS);

fc.configureGlobal({
  interruptAfterTimeLimit: LIMIT_MS,
  markInterruptAsFailure: true,
  ...(runs > 0 ? { numRuns: runs } : {}),
});
