import { readFileSync } from 'node:fs';
import type { Context } from './context.ts';

/** Feature flags (`@aws-cdk/…`, `aws:cdk:…`) and cached lookups (`vpc-provider:…`), which `cdk` reads by itself. */
const isOfCdk = (name: string): boolean => /[:/@]/.test(name);

/**
 * The context values of a deployment that a team wrote into cdk.json, as text. What is neither text, number nor truth
 * is left to the app, which refuses it by its name.
 */
export function contextIn(path: string): Context {
  const { context = {} }: { context?: Record<string, unknown> } = JSON.parse(readFileSync(path, 'utf8'));
  const values = Object.entries(context).filter(([name, value]) => !isOfCdk(name) && isSimple(value));
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}

const isSimple = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
