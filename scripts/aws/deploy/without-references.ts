import { isRecord } from './template.ts';

/**
 * A value of a template without what refers to resources that are left out: a property that is made of such a
 * reference goes, and so does an entry of a list.
 * @returns undefined where nothing is left
 */
export function withoutReferences(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => withoutReferences(entry, gone)).filter((entry) => entry !== undefined);
  }
  if (!isRecord(value)) return value;
  if (isIntrinsic(value)) return refersTo(value, gone) ? undefined : value;
  const kept = Object.entries(value)
    .map(([name, entry]) => [name, withoutReferences(entry, gone)] as const)
    .filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(kept);
}

/** Half of a `Fn::Join` means nothing: an intrinsic goes as a whole. */
function isIntrinsic(value: Record<string, unknown>): boolean {
  const [name = '', ...more] = Object.keys(value);
  return more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

function refersTo(value: unknown, gone: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((entry) => refersTo(entry, gone));
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([name, entry]) => {
    if (name === 'Ref') return gone.has(String(entry));
    if (name === 'Fn::GetAtt') return gone.has(String(Array.isArray(entry) ? entry[0] : entry).split('.')[0] ?? '');
    if (name === 'Fn::Sub' && [...gone].some((id) => JSON.stringify(entry).includes(`\${${id}`))) return true;
    return refersTo(entry, gone);
  });
}
