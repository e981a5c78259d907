/** Time, handed in so that nothing else reads it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}
