export { type LedgerEntry, type LedgerProblem, readLedger } from './ledger.ts';
export { type LocalRunnerOptions, localRunner } from './local-runner.ts';
