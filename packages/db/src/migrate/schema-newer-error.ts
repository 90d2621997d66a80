/** A newer ARES changed what this one knows of the store: its rows would be misread. */
export class SchemaNewerError extends Error {
  override readonly name = 'SchemaNewerError';
  readonly code = 'SCHEMA_NEWER';
  readonly found: number;
  readonly known: number;

  constructor(found: number, known: number) {
    super(
      `the knowledge store has schema version ${found} and this ARES knows ${known}: ` +
        'nothing was written; use the newer ARES, or another DATABASE_URL',
    );
    this.found = found;
    this.known = known;
  }
}
