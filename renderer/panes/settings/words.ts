import type { HealthView, Preferences } from '../../../shared/view/session.ts';
import { countText } from '../../parts/sizes.ts';

export const SETTINGS = {
  title: 'Settings',
  datasite: 'Datasite',
  owner: 'Owner',
  box: 'SyftBox folder',
  practice: 'This is the practice datasite: a scratch copy.',
  none: 'No datasite is open.',
  version: 'Version',
  look: 'Look',
  theme: 'Theme',
  keys: 'Keys',
  singleKeys: 'Single letters are keys',
  singleKeysText: 'Such as j, k, a and r. Enter, Escape and the arrows always work.',
  sheet: 'Show all keys',
  health: 'Health',
  unknown: 'Not known yet.',
  watching: 'Watching the disk',
  sweep: 'Last full look',
  never: 'not yet',
  jobs: 'Jobs seen',
  receiving: 'Receiving',
  log: 'Log',
  troubles: 'Troubles',
  noTroubles: 'none',
} as const;

export const THEMES: readonly (readonly [theme: Preferences['theme'], word: string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

const WATCHING: Readonly<Record<HealthView['watching'], string>> = {
  events: 'Changes are seen as they happen.',
  polling: 'Changes are looked for every few seconds.',
  stopped: 'Changes are not seen: what is listed may be out of date.',
};

export function watchingText(health: HealthView): string {
  return [WATCHING[health.watching], health.watchingWhy].filter((one) => one !== null).join(' ');
}

/** Whether decisions can be recorded, which none is made without. */
export function logText({ log }: HealthView): string {
  if (!log.writable) return `The log cannot be written, so nothing is decided. ${log.why ?? ''}`.trim();
  return `${countText(log.entries, 'entry', 'entries')}. It can be written.`;
}

export function tookText(milliseconds: number | null): string {
  return milliseconds === null ? '' : `, took ${Math.round(milliseconds).toLocaleString('en-GB')} ms`;
}
