#!/usr/bin/env node
import { spawn } from 'node:child_process';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

// ARES runs its TypeScript sources directly, which needs Node 24; an older one hands over to the pinned one.
const [major] = process.versions.node.split('.').map(Number);
if (major >= 24) {
  // A quarter less CPU a command. Kept in the checkout: whoever can write there can change the program anyway.
  module.enableCompileCache(fileURLToPath(import.meta.resolve('../../../.ares/compile-cache')));
  await import('../src/main.ts');
} else {
  const pinned = fileURLToPath(import.meta.resolve('node/bin/node'));
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A Ctrl-C reaches the child by the terminal; this process waits for its orderly end.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
