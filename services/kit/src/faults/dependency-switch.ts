const off = new Set<string>();

/** Thrown in place of a call to a dependency that the `dependency` fault switched off. */
export class DependencyOffError extends Error {
  override readonly name = 'DependencyOffError';
  readonly code = 'DEPENDENCY_OFF';
}

/** @returns a function that switches the dependency on again */
export function switchDependencyOff(name: string): () => void {
  off.add(name);
  return () => void off.delete(name);
}

/** Asked by every client of a store or upstream before it goes out. */
export const refusalOf = (name: string): DependencyOffError | undefined =>
  off.size > 0 && off.has(name) ? new DependencyOffError(`dependency ${name} is switched off by a fault`) : undefined;
