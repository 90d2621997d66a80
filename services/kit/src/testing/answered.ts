/** As `JSON.parse` gives it: assertions judge it, not types. */
export type Json = ReturnType<typeof JSON.parse>;

/** What a service answered to a test. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}
