import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI_USAGE } from '../../main/hosts/cli/cli-args.ts';
import { START_USAGE } from '../../main/hosts/start-args.ts';
import { jobSummary } from '../../shared/view/job.ts';
import { ROOMS } from './rooms.ts';

const project = resolve(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(project, path), 'utf8');
const names = (folder: string) => readdirSync(join(project, folder)).sort();

const DOCUMENTS = [
  ...names('.').filter((name) => name.endsWith('.md')),
  ...names('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
  ...names('docs/decisions').map((name) => `docs/decisions/${name}`),
];

/** The cells of every row of every table of a document, heads and rules left out. */
function rowsIn(document: string): readonly (readonly string[])[] {
  const lines = text(document).split('\n');
  return lines.flatMap((line, place) => {
    const isHead = lines[place + 1]?.startsWith('| -') ?? false;
    if (!line.startsWith('|') || line.startsWith('| -') || isHead) return [];
    return [
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ];
  });
}

const wordsIn = (cell = ''): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

describe('the table of rooms in the architecture', () => {
  const rows = rowsIn('docs/architecture.md').filter((row) => row.length === 4);

  it('is the one the code is kept to', () => {
    const written = rows.map(([room, , rooms, packages]) => ({
      path: wordsIn(room)[0],
      rooms: wordsIn(rooms).toSorted(),
      packages: wordsIn(packages).toSorted(),
    }));
    const kept = ROOMS.map(({ path, rooms, packages }) => ({
      path,
      rooms: rooms.toSorted(),
      packages: packages.toSorted(),
    }));
    expect(written.toSorted(byPath)).toEqual(kept.toSorted(byPath));
  });

  it('says of each what it is for', () => {
    expect(rows.filter(([, purpose]) => (purpose ?? '').length < 15)).toEqual([]);
  });
});

function byPath(one: { path: string | undefined }, other: { path: string | undefined }): number {
  return (one.path ?? '') < (other.path ?? '') ? -1 : 1;
}

describe('the page of dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const rows = rowsIn('docs/dependencies.md');

  it('names each package once, and none that is not there', () => {
    const written = rows.map(([name]) => wordsIn(name)[0]).toSorted();
    expect(written).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].toSorted());
  });

  it('tells those in the app from the tools', () => {
    const [app = '', tools = ''] = text('docs/dependencies.md').split('## For building');
    for (const name of Object.keys(dependencies)) expect(app).toContain(`| \`${name}\``);
    for (const name of Object.keys(devDependencies)) expect(tools).toContain(`| \`${name}\``);
  });

  it('gives the licences of the installed packages, and says why each is here', () => {
    for (const [cell, license, why = ''] of rows) {
      const [name] = wordsIn(cell);
      expect([name, license]).toEqual([name, JSON.parse(text(`node_modules/${name}/package.json`)).license]);
      expect(why.length, name).toBeGreaterThan(10);
    }
  });
});

describe('the page on security', () => {
  const held = text('SECURITY.md').split('## What holds')[1]?.split('## What does not hold yet')[0] ?? '';
  const promises = held.split('\n- ').slice(1);

  it('names tests that exist', () => {
    const named = [...held.matchAll(/`(test\/[^`]+)`/g)].map((match) => match[1] ?? '');
    expect(named.filter((path) => !existsSync(join(project, path)))).toEqual([]);
    expect(new Set(named).size).toBeGreaterThan(20);
  });

  it('names a test for every promise', () => {
    expect(promises.length).toBeGreaterThan(20);
    expect(promises.filter((promise) => !/`test\/[^`]+`/.test(promise))).toEqual([]);
  });
});

describe('the page on the command line', () => {
  const page = text('docs/command-line.md');

  it('shows the usage the program shows', () => {
    expect(page.split('```')[1]?.trim()).toBe(CLI_USAGE);
  });

  it('has a chapter for every command', () => {
    const commands = CLI_USAGE.split('\n').flatMap((line) => /^gatehouse( [a-z]+)+/.exec(line)?.[0] ?? []);
    expect(commands.length).toBeGreaterThan(5);
    const chapters = page.split('\n').filter((line) => line.startsWith('## gatehouse '));
    expect(new Set(commands.filter((one) => !chapters.some((line) => line.startsWith(`## ${one}`))))).toEqual(
      new Set(),
    );
  });

  it('names every key of a listed job', () => {
    const keys = page.split('## gatehouse list')[1]?.split('\n## ')[0] ?? '';
    const written = keys.split('\n').flatMap((line) => /^\| `(\w+)` /.exec(line)?.[1] ?? []);
    expect(written).toEqual(Object.keys(jobSummary.shape));
  });
});

describe('the README', () => {
  const page = text('README.md');

  it('shows how the program is started as the program does', () => {
    const plain = START_USAGE.replace('[--web] ', '--web ');
    expect(page).toContain(`    ${plain}\n`);
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const named = [...page.matchAll(/npm (?:run (?:-s )?)?([a-z]+)/g)].map((match) => match[1] ?? '');
    expect(named).toContain('start');
    expect(named.filter((name) => name !== 'run' && !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('pictures', () => {
  const shown = DOCUMENTS.flatMap((document) =>
    [...text(document).matchAll(/(?:\]\(|src(?:set)?=")([^)"]+\.png)/g)].map((match) =>
      relative(project, resolve(project, dirname(document), match[1] ?? '')).replaceAll('\\', '/'),
    ),
  );
  const kept = names('docs/pictures').map((name) => `docs/pictures/${name}`);

  it('that are shown exist, and none lies there unused', () => {
    expect([...new Set(shown)].toSorted()).toEqual(kept);
  });

  it('are small', () => {
    expect(kept.filter((path) => statSync(join(project, path)).size > 150_000)).toEqual([]);
  });

  it('are all taken by the test', () => {
    const spec = text('test/e2e/web/pictures.spec.ts').replace(/inbox-\$\{\w+\}/, 'inbox-light inbox-dark');
    expect(
      kept.filter((path) => !spec.includes(path.slice('docs/pictures/'.length, -'.png'.length))),
    ).toEqual([]);
  });
});

describe('links between documents', () => {
  const links = DOCUMENTS.flatMap((document) =>
    [...text(document).matchAll(/\]\(([^)]+)\)/g)].map((match) => [document, match[1] ?? ''] as const),
  );

  it('lead to a file and to a chapter in it', () => {
    const broken = links.filter(([document, link]) => {
      const [path = '', chapter] = link.split('#');
      const target = relative(project, resolve(project, dirname(document), path));
      if (!existsSync(join(project, target))) return true;
      return chapter !== undefined && !chaptersOf(path === '' ? document : target).includes(chapter);
    });
    expect(links.length).toBeGreaterThan(20);
    expect(broken).toEqual([]);
  });

  it('lead nowhere outside', () => {
    expect(links.filter(([, link]) => link.includes('://'))).toEqual([]);
  });
});

/** The names under which the chapters of a document are linked to. */
function chaptersOf(document: string): readonly string[] {
  return text(document)
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
}

describe('decisions', () => {
  const files = names('docs/decisions');

  it('are numbered without a gap, and their titles carry the number', () => {
    expect(files.length).toBeGreaterThan(7);
    files.forEach((name, place) => {
      expect(name).toMatch(new RegExp(`^${String(place + 1).padStart(4, '0')}-[a-z-]+\\.md$`));
      expect(text(`docs/decisions/${name}`)).toMatch(new RegExp(`^# ${place + 1}\\. \\S`));
    });
  });

  it('say what the question was, what was decided, why, and what follows', () => {
    for (const name of files) {
      const page = text(`docs/decisions/${name}`);
      for (const part of ['The question.', 'The decision.', 'Why.', 'What follows.']) {
        expect(page, name).toContain(`**${part}**`);
      }
    }
  });

  it('name tests that exist', () => {
    const named = files.flatMap((name) => [...text(`docs/decisions/${name}`).matchAll(/`(test\/[^`]+)`/g)]);
    expect(named.length).toBeGreaterThan(10);
    expect(named.map((match) => match[1] ?? '').filter((path) => !existsSync(join(project, path)))).toEqual(
      [],
    );
  });
});
