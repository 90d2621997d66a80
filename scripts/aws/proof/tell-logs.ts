import { readFileSync } from 'node:fs';
import type { MiniStack } from '../emulator/ministack.ts';

const LINES = 300;

/** What the functions logged, which the emulator writes into its own log. */
export function tellLogs({ logFile }: MiniStack, say: (text: string) => void): void {
  const lines = readFileSync(logFile, 'utf8').split('\n');
  say(`the last ${LINES} of ${lines.length} lines of ${logFile}:`);
  say(lines.slice(-LINES).join('\n'));
}
