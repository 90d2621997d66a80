import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const { context } = JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'));

/** Feature flags of the app, with which tests synthesize as `cdk` does; functions are not bundled. */
export const testContext: Readonly<Record<string, unknown>> = { ...context, 'aws:cdk:bundling-stacks': [] };
