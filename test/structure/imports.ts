import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

/** One import of one source file. `to` is a path below the project for our own files, else the package's name. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

const project = resolve(import.meta.dirname, '../..');
const ROOTS = ['main', 'shared', 'renderer'];

/** Every source file below the rooms, as paths below the project. */
export function sourceFiles(): readonly string[] {
  return ROOTS.flatMap((root) =>
    readdirSync(join(project, root), { recursive: true, encoding: 'utf8' })
      .map((name) => `${root}/${name.replaceAll('\\', '/')}`)
      .filter((name) => /\.(ts|tsx|mjs|cjs)$/.test(name)),
  );
}

/** The text of a source file. */
export function sourceText(file: string): string {
  return readFileSync(join(project, file), 'utf8');
}

/** Every import and re-export of a source file, dynamic ones with a plain name included. */
export function importsOf(file: string): readonly Import[] {
  const { module, errors } = parseSync(file, sourceText(file));
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const statics = module.staticImports.map((one) => ({
    name: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }));
  const exported = module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) =>
      entry.moduleRequest === null ? [] : [{ name: entry.moduleRequest.value, typeOnly: entry.isType }],
    ),
  );
  const dynamic = module.dynamicImports.flatMap((one) => {
    const literal = /^['"](.+)['"]$/.exec(
      sourceText(file).slice(one.moduleRequest.start, one.moduleRequest.end),
    );
    return literal?.[1] === undefined ? [] : [{ name: literal[1], typeOnly: false }];
  });
  return [...statics, ...exported, ...dynamic].map(({ name, typeOnly }) => ({
    from: file,
    ...targetOf(file, name),
    typeOnly,
  }));
}

function targetOf(file: string, name: string): Pick<Import, 'to' | 'own'> {
  if (!name.startsWith('.')) return { to: name, own: false };
  const path = relative(project, resolve(project, dirname(file), name)).replaceAll('\\', '/');
  return { to: path, own: true };
}
