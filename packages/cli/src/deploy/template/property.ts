import type { Resource } from './resource.ts';

/** The value at a path such as `ScalingConfig.MaximumConcurrency`, as the template has it. */
export function property({ properties }: Resource, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), properties);
}

/**
 * A number, also where the template writes it as text.
 * @throws Error when it is another thing, such as a reference that only CloudFormation can resolve
 */
export function numberAt(resource: Resource, path: string, otherwise?: number): number {
  const value = property(resource, path) ?? otherwise;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw new Error(`${resource.stack}/${resource.logicalId}: ${path} is no number but ${JSON.stringify(value)}`);
}

export const textAt = (resource: Resource, path: string): string | undefined => {
  const value = property(resource, path);
  return typeof value === 'string' ? value : undefined;
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
