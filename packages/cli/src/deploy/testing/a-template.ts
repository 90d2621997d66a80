import type { Template } from '../template/resource.ts';

/** A template of these resources: `{ Id: ['AWS::Some::Type', properties] }`. */
export const aTemplate = (
  resources: Readonly<Record<string, readonly [type: string, properties?: Record<string, unknown>]>>,
  outputs: Readonly<Record<string, unknown>> = {},
): Template => ({
  stack: 'Ares-test-Some',
  body: {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([id, [Type, Properties]]) => [
        id,
        { Type, ...(Properties ? { Properties } : {}) },
      ]),
    ),
    Outputs: Object.fromEntries(Object.entries(outputs).map(([name, Value]) => [name, { Value }])),
  },
});

export const aFunction = (
  name: string,
  more: Record<string, unknown> = {},
): readonly [string, Record<string, unknown>] => [
  'AWS::Lambda::Function',
  { MemorySize: 1_024, Environment: { Variables: { POWERTOOLS_SERVICE_NAME: `ares-${name}`, ...more } } },
];
