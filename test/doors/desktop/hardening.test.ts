import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groundColour } from '../../../main/hosts/electron/ground-colour.ts';
import { pagePreferences } from '../../../main/hosts/electron/hardening/page-preferences.ts';
import { menuTemplate } from '../../../main/hosts/electron/menu-template.ts';

describe('the preferences of every page', () => {
  it('hold it in the sandbox, apart from the preload and without Node', () => {
    expect(pagePreferences('/p.cjs', true)).toEqual({
      preload: '/p.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('differ in the project by DevTools alone', () => {
    expect(pagePreferences('/p.cjs', false)).toEqual({ ...pagePreferences('/p.cjs', true), devTools: true });
  });
});

describe('the menu', () => {
  const rolesOf = (platform: string, isPackaged: boolean) =>
    JSON.stringify(menuTemplate({ platform, isPackaged })).match(/"role":"\w+"/g) ?? [];

  it.each(['linux', 'win32', 'darwin'])(
    'offers no reloading and no DevTools in the packaged app on %s',
    (platform) => {
      const roles = rolesOf(platform, true).join();
      expect(roles).not.toMatch(/reload|devtools/i);
      expect(rolesOf(platform, false).join()).toMatch(/reload.*toggleDevTools/);
      // These two bring both with them.
      expect(roles).not.toMatch(/"viewMenu"|"services"/i);
    },
  );

  it.each([
    ['darwin', ['appMenu', 'editMenu', 'windowMenu']],
    ['linux', ['fileMenu', 'editMenu', 'windowMenu', 'help', 'about']],
    ['win32', ['fileMenu', 'editMenu', 'windowMenu', 'help', 'about']],
  ])('has the standard menus of %s', (platform, roles) => {
    for (const role of roles) expect(rolesOf(platform, true)).toContain(`"role":"${role}"`);
  });
});

describe('the colour behind the page', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../../renderer/style/tokens.css'), 'utf8');

  it.each([
    ['light', false, 0],
    ['dark', true, 1],
  ])('is the ground of the %s theme', (_name, isDark, nth) => {
    const grounds = [...tokens.matchAll(/--bg: (#[0-9a-f]{6});/g)].map(([, colour]) => colour);
    expect(groundColour(isDark)).toBe(grounds[nth]);
  });
});
