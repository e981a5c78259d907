import type { Client } from '../../../shared/wire/client.ts';
import { isFolderText, pathWished } from './wish.ts';

/**
 * A path as it was typed, with a slash at its end where it is a folder on disk: people leave the slash out, and a rule
 * for a folder's own name says nothing about what lies in it.
 */
export async function placeOf(client: Client, text: string): Promise<string> {
  const path = pathWished(text);
  if (path === '' || isFolderText(text)) return text.trim();
  const folder = await client.call('permissions.folder', { path });
  return folder.ok ? `${path}/` : path;
}
