import type { Node } from 'constructs';
import type { z } from 'zod';
import { ContextError } from './context-error.ts';
import { contextValues } from './context-values.ts';

/** What a deployment is told by `-c name=value` or cdk.json, checked and with its defaults. */
export type AresContext = z.output<typeof contextValues> & { readonly fleetTag: string; readonly dualStack: boolean };

/** Keys of cdk itself: feature flags (`@aws-cdk/…`, `aws:cdk:…`) and cached lookups (`vpc-provider:…`). */
const isOfCdk = (key: string): boolean => /[:/@]/.test(key);

/** @throws ContextError that quotes every wrong value and says what is wanted */
export function readContext(node: Node): AresContext {
  const given = Object.entries(node.getAllContext() as Record<string, unknown>).filter(([key]) => !isOfCdk(key));
  return parseContext(Object.fromEntries(given));
}

export function parseContext(given: Record<string, unknown>): AresContext {
  const unknown = Object.keys(given).filter((key) => !(key in contextValues.shape));
  const parsed = contextValues.safeParse(given);
  if (!parsed.success || unknown.length > 0) throw new ContextError(given, unknown, parsed.error);
  const context = parsed.data;
  return {
    ...context,
    fleetTag: context.fleetTag ?? context.fleet,
    // Interface endpoints answer to the names of IPv4 only.
    dualStack: context.dualStack ?? (context.vpcId === undefined && !context.interfaceEndpoints),
  };
}
