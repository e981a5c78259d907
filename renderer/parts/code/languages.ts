import { json } from '@codemirror/lang-json';
import { python } from '@codemirror/lang-python';
import { sql } from '@codemirror/lang-sql';
import { yaml } from '@codemirror/lang-yaml';
import { StreamLanguage } from '@codemirror/language';
import { r } from '@codemirror/legacy-modes/mode/r';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import type { Extension } from '@codemirror/state';

/** A language whose words the viewer colours. */
export type LanguageName = 'Shell' | 'Python' | 'YAML' | 'JSON' | 'SQL' | 'R' | 'Text';

const BY_ENDING: Readonly<Record<string, LanguageName>> = {
  sh: 'Shell',
  bash: 'Shell',
  zsh: 'Shell',
  py: 'Python',
  pyi: 'Python',
  yaml: 'YAML',
  yml: 'YAML',
  json: 'JSON',
  ipynb: 'JSON',
  sql: 'SQL',
  r: 'R',
};

const BY_INTERPRETER: readonly (readonly [pattern: RegExp, name: LanguageName])[] = [
  [/\b(ba|z|da|k)?sh\b/, 'Shell'],
  [/\bpython[\d.]*\b/, 'Python'],
  [/\bRscript\b/, 'R'],
];

/** The language of a file, by the ending of its name, else by the interpreter its first line names. */
export function languageOf(path: string, text: string): LanguageName {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const byEnding = dot <= 0 ? undefined : BY_ENDING[name.slice(dot + 1).toLowerCase()];
  if (byEnding !== undefined) return byEnding;
  const firstLine = /^#!([^\n]{0,200})/.exec(text)?.[1];
  if (firstLine === undefined) return 'Text';
  return BY_INTERPRETER.find(([pattern]) => pattern.test(firstLine))?.[1] ?? 'Text';
}

const COLOURING: Readonly<Record<LanguageName, () => Extension>> = {
  Shell: () => StreamLanguage.define(shell),
  Python: () => python(),
  YAML: () => yaml(),
  JSON: () => json(),
  SQL: () => sql(),
  R: () => StreamLanguage.define(r),
  Text: () => [],
};

/** What makes the viewer colour this language. */
export function colouring(name: LanguageName): Extension {
  return COLOURING[name]();
}
