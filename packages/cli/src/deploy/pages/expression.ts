import { isObject } from '../template/property.ts';

/**
 * An expression of CloudFormation as people read it: `{Ref: TicksQueue1A}` is `<TicksQueue>`, joined parts are one text.
 */
export function expression(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(expression).join(', ');
  if (!isObject(value)) return String(value);
  if (typeof value.Ref === 'string') return `<${named(value.Ref)}>`;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::Sub': sub, 'Fn::ImportValue': imported } = value;
  if (Array.isArray(attribute)) return `<${named(String(attribute[0]))}.${attribute.slice(1).join('.')}>`;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(expression).join(String(join[0]));
  if (typeof sub === 'string') return sub.replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  if (imported !== undefined) return expression(imported);
  return JSON.stringify(value);
}

/** Without the hash that the library puts behind each name, which changes with every move of a construct. */
export const named = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');
