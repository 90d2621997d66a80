import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type FunctionName, functionSizes } from '../../../cdk/constructs/functions/function-sizes.ts';
import { linesOfLambda } from './lines-of-lambda.ts';

export interface Invocation {
  readonly durationMs: number;
  /** Of all threads, garbage collection included */
  readonly cpuMs: number;
  /** Of the process so far */
  readonly peakBytes: number;
  readonly answer: unknown;
}

export interface FunctionProcess {
  /** @throws Error with the stack of the function's */
  invoke(event: unknown): Promise<Invocation>;
  /** Written so far, with what Lambda itself writes */
  logBytes(): number;
  /** Its last words */
  logTail(): string;
  end(): Promise<void>;
}

/** Shares of a function's memory that Lambda gives to V8. */
const [YOUNG_SHARE, OLD_SHARE] = [0.05, 0.9];
const TAIL_CHARS = 4_000;

/**
 * A bundled function in a process of its own, with as much memory for V8 as on Lambda; its processor time is not
 * limited.
 */
export function startFunction(
  name: FunctionName,
  file: string,
  env: Readonly<Record<string, string>>,
): FunctionProcess {
  const { memoryMb } = functionSizes[name];
  const child = fork(join(import.meta.dirname, 'function-worker.ts'), [file], {
    env: { ...env, AWS_LAMBDA_FUNCTION_NAME: `ares-${name}`, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb) },
    execArgv: [
      '--enable-source-maps',
      `--max-semi-space-size=${Math.round(memoryMb * YOUNG_SHARE)}`,
      `--max-old-space-size=${Math.round(memoryMb * OLD_SHARE)}`,
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let logBytes = 0;
  let logTail = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      logBytes += bytes.length;
      logTail = `${logTail}${bytes}`.slice(-TAIL_CHARS);
    });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${name} ended with ${code}: ${logTail}`);
  });
  gone.catch(() => {});
  return {
    async invoke(event) {
      const answered = once(child, 'message');
      child.send(event as object);
      const [result] = await Promise.race([answered, gone]);
      if (result.failed !== undefined) throw new Error(`${name} failed: ${result.failed}`);
      logBytes += linesOfLambda(memoryMb).length;
      return result;
    },
    logBytes: () => logBytes,
    logTail: () => logTail,
    async end() {
      child.kill();
      await gone.catch(() => {});
    },
  };
}
