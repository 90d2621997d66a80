import * as z from 'zod';

/** Printable ASCII without blanks: the path is written into a request line as it stands. */
const PATH = /^\/[\x21-\x7e]{0,255}$/;

export const port = z
  .string()
  .regex(/^[1-9]\d{0,4}$/, 'the port must be a number from 1 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'the port must be a number from 1 to 65535');

/** `8080/health` → port and path; without a path, the root. */
export const endpoint = z.string().transform((text, context) => {
  const slash = text.indexOf('/');
  const path = slash < 0 ? '/' : text.slice(slash);
  const parsed = port.safeParse(slash < 0 ? text : text.slice(0, slash));
  if (parsed.success && PATH.test(path)) return { port: parsed.data, path };
  const message = parsed.success
    ? 'the path must be at most 256 printable characters without blanks'
    : (parsed.error.issues[0]?.message ?? '');
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
