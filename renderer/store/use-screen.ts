import { createContext, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Screen } from './screen.ts';

/** The stores of this window, for every component below. */
export const ScreenContext = createContext<Screen | null>(null);

/** The stores of this window. */
export function useScreen(): Screen {
  const screen = useContext(ScreenContext);
  if (screen === null) throw new Error('No screen above this component.');
  return screen;
}

/** A part of one store's state; the component is drawn again only when that part changes. */
export function useOf<State, Part>(
  pick: (screen: Screen) => { readonly state: StoreApi<State> },
  select: (state: State) => Part,
): Part {
  return useStore(pick(useScreen()).state, select);
}
