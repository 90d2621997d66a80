/** A CloudFormation template, as far as tests look into it. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a resource has depends on its type, and tests say what they expect
  readonly Properties?: any;
  readonly DeletionPolicy?: string;
}

/** Templates of an app by the id of their stack. */
export type Templates = Readonly<Record<string, Template>>;

/** A resource and where it stands, such as `Hosts/Host1Template7E48506E`. */
export interface Placed extends Resource {
  readonly place: string;
}

/** Resources of one type in all stacks. */
export const resourcesOfType = (templates: Templates, type: string): Placed[] =>
  Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ ...resource, place: `${stack}/${id}` })),
  );
