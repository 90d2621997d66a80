import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

/** One execution environment: `function-worker.ts FILE` answers each event that its parent sends. */
const [file = ''] = process.argv.slice(2);
const name = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
const { handler } = await import(pathToFileURL(file).href);

/** As long as Lambda's own, since each log line carries a part of it. */
const contextOf = () => ({
  functionName: name,
  functionVersion: '$LATEST',
  invokedFunctionArn: `arn:aws:lambda:eu-central-1:123456789012:function:${name}`,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  awsRequestId: randomUUID(),
  getRemainingTimeInMillis: () => 60_000,
});

async function invoke(event: unknown) {
  const cpu = process.cpuUsage();
  const beganMs = performance.now();
  const answer: unknown = await handler(event, contextOf());
  const durationMs = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(cpu);
  const peakBytes = process.resourceUsage().maxRSS * 1_024;
  return { durationMs, cpuMs: (user + system) / 1e3, peakBytes, answer };
}

process.on('message', (event) => {
  invoke(event).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ failed: error.stack ?? error.message }),
  );
});
