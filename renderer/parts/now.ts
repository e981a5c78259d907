import { createContext, useContext, useEffect, useState } from 'react';

const TICK_MS = 20_000;

/** The time by which ages are told, in milliseconds since 1970. */
export const NowContext = createContext(0);

/** The time by which ages are told. */
export function useNow(): number {
  return useContext(NowContext);
}

/** A time that moves on every twenty seconds; one clock for all ages on the screen. */
export function useTicking(today: () => number): number {
  const [now, setNow] = useState(today);
  useEffect(() => {
    const timer = setInterval(() => setNow(today()), TICK_MS);
    return () => clearInterval(timer);
  }, [today]);
  return now;
}
