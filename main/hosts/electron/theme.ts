import { type BrowserWindow, nativeTheme } from 'electron';
import type { Preferences } from '../../../shared/view/session.ts';
import type { App } from '../../service/app.ts';
import { groundColour } from './ground-colour.ts';

/** Lets the system's parts of the window follow the chosen theme, now and whenever it changes. */
export async function followTheme(app: App): Promise<void> {
  const preferences = await app.handlers['preferences.show']({});
  if (preferences.ok) chooseTheme(preferences.value);
  app.onPush((push) => {
    if (push.name === 'preferences.changed') chooseTheme(push.payload);
  });
}

function chooseTheme({ theme }: Preferences): void {
  nativeTheme.themeSource = theme;
}

/** The colour behind the page now. */
export function presentGround(): string {
  return groundColour(nativeTheme.shouldUseDarkColors);
}

/** Keeps the colour behind the page in step with the theme, for the moments when the page is not drawn. */
export function colourGround(window: BrowserWindow): void {
  const colour = () => window.setBackgroundColor(presentGround());
  nativeTheme.on('updated', colour);
  window.on('closed', () => nativeTheme.off('updated', colour));
}
