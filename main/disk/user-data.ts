import { join } from 'node:path';

/** The platform's folder for what belongs to the machine: window, theme, tokens. */
export function userDataFolder(env: Readonly<Record<string, string | undefined>>, home: string): string {
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Gatehouse');
  if (process.platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Gatehouse');
  return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'gatehouse');
}
