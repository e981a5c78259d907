/** Timers, handed in so that tests decide when time passes. */
export interface Timers {
  /** Calls `act` once after so many milliseconds; returns how to call it off. */
  after(milliseconds: number, act: () => void): () => void;
  /** Calls `act` again and again; returns how to end it. */
  every(milliseconds: number, act: () => void): () => void;
}
