/** Milliseconds since 1970-01-01T00:00:00Z, from the clock port; never from `Date.now()` inside `core`. */
export type EpochMs = number;
