import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRuleFiles, type RuleFileOptions } from '../../../main/disk/rules/disk-rule-files.ts';
import type { RuleFileFound, RuleFiles } from '../../../main/ports/rule-files.ts';
import { tempFolder } from '../write/temp-folder.ts';

/** A datasite's folder with rule files in it, and what finding them tells. */
export interface RuleFolder {
  readonly root: string;
  readonly files: RuleFiles;
  /** Everything told so far, one entry a telling. */
  readonly told: (readonly RuleFileFound[])[];
  /** What a reader who heard everything holds now: text by path, or why there is none. */
  readonly held: ReadonlyMap<string, string>;
  /** What was told since this was last asked, as `kind path`, sorted. */
  news(): readonly string[];
}

export const FILE = 'syft.pub.yaml';

/** A datasite with these rule files, by folder. */
export async function ruleFolder(
  texts: Readonly<Record<string, string>> = {},
  options: Partial<RuleFileOptions> = {},
): Promise<RuleFolder> {
  const root = await tempFolder();
  for (const [folder, text] of Object.entries(texts)) put(root, folder, text);
  return { root, ...reader(root, options) };
}

/** Somebody who finds the rule files of a folder and hears everything. */
export function reader(root: string, options: Partial<RuleFileOptions> = {}): Omit<RuleFolder, 'root'> {
  const files = createRuleFiles({ folder: root, ...options });
  const told: (readonly RuleFileFound[])[] = [];
  const held = new Map<string, string>();
  let heard = 0;
  files.onNews((news) => {
    told.push(news);
    for (const one of news) {
      if (one.kind === 'removed') held.delete(one.path);
      else held.set(one.path, one.kind === 'text' ? one.text : `! ${one.reason}`);
    }
  });
  const news = () => {
    const lines = told.slice(heard).flat();
    heard = told.length;
    return lines.map(({ kind, path }) => `${kind} ${path}`).sort();
  };
  return { files, told, held, news };
}

/** Writes the rule file of a folder, which is made where it is missing. */
export function put(root: string, folder: string, text: string | Buffer): string {
  const path = join(root, folder, FILE);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
