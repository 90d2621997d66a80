import * as z from 'zod';

/** What the CDK's provider framework sends for a custom resource, as far as it matters here. */
export const resourceEvent = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.record(z.string(), z.unknown()).default({}),
});

export interface ResourceAnswer {
  /** The same for the life of a resource: another one would have the old one deleted. */
  readonly PhysicalResourceId: string;
  readonly Data?: Readonly<Record<string, string>>;
  /** Whether `Data` is hidden from whoever looks at the stack, and from the log of the framework */
  readonly NoEcho?: boolean;
}
