import { useEffect } from 'react';
import type { Preferences } from '../../shared/view/session.ts';

const DARK = '(prefers-color-scheme: dark)';

/** Gives the page the chosen theme; `system` follows the system as it changes. */
export function useTheme(chosen: Preferences['theme']): void {
  useEffect(() => {
    const system = window.matchMedia(DARK);
    const apply = () => {
      document.documentElement.dataset.theme = themeOf(chosen, system.matches);
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [chosen]);
}

/** The theme to show. */
export function themeOf(chosen: Preferences['theme'], systemIsDark: boolean): 'light' | 'dark' {
  if (chosen !== 'system') return chosen;
  return systemIsDark ? 'dark' : 'light';
}
