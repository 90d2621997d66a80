/** A resource of a synthesized CloudFormation template. */
export interface Resource {
  /** Name of its stack */
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  /** Name of the stack */
  readonly stack: string;
  readonly body: {
    readonly Metadata?: Readonly<Record<string, unknown>>;
    readonly Resources?: Readonly<
      Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>
    >;
    readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>>;
  };
}

export const resourcesOf = (templates: readonly Template[]): Resource[] =>
  templates.flatMap(({ stack, body }) =>
    Object.entries(body.Resources ?? {}).map(([logicalId, { Type: type, Properties: properties = {} }]) => ({
      stack,
      logicalId,
      type,
      properties,
    })),
  );
