import { useCallback } from 'react';
import { useScreen } from '../../store/use-screen.ts';

const DEAD_MS = 400;

/**
 * Whether decision keys may be heard: not within 0.4 s after the bytes on the page became others, so that a key meant
 * for one job never decides about the next.
 */
export function useAwake(): () => boolean {
  const { detail, world } = useScreen();
  return useCallback(() => world.clock() - detail.state.getState().shownAt >= DEAD_MS, [detail, world]);
}
