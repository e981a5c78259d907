import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sourceFiles } from './imports.ts';
import { ROOMS, type Room } from './rooms.ts';

const files = sourceFiles();
const imports = files.flatMap(importsOf);

function roomOf(path: string): Room | undefined {
  return ROOMS.filter((room) => path === room.path || path.startsWith(`${room.path}/`)).sort(
    (one, other) => other.path.length - one.path.length,
  )[0];
}

function isAllowed({ from, to, own }: Import): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (!own) return room.packages.some((name) => fits(to, name));
  if (room.packages.includes(to)) return true;
  if (roomOf(to)?.path === room.path) return true;
  return room.rooms.some((name) => to.startsWith(`${name}/`) && !entersInner(name, to));
}

/** `main/hosts` names its own files, not the rooms inside it; `main` and `shared` name everything below. */
function entersInner(name: string, to: string): boolean {
  return name === 'main/hosts' && roomOf(to)?.path !== 'main/hosts';
}

function fits(specifier: string, name: string): boolean {
  return name.endsWith(':') || name.endsWith('/')
    ? specifier.startsWith(name)
    : specifier === name || specifier.startsWith(`${name}/`);
}

function cycleFrom(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (finished.has(file)) return null;
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle !== null) return cycle;
    }
    path.pop();
    finished.add(file);
    return null;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file);
    if (cycle !== null) return cycle;
  }
  return null;
}

function edgesOf(list: readonly Import[]): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const one of list) if (one.own) edges.get(one.from)?.push(one.to);
  return edges;
}

describe('the rooms of the house', () => {
  it('are entered only as the table allows', () => {
    const wrong = imports.filter((one) => !isAllowed(one)).map((one) => `${one.from} -> ${one.to}`);
    expect(wrong).toEqual([]);
  });

  it('cover every source file', () => {
    expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  it('hold no import cycle, types counted', () => {
    expect(cycleFrom(edgesOf(imports))).toBeNull();
  });

  it.each([
    ['core must not read the disk', { from: 'main/core/jobs/job.ts', to: 'node:fs', own: false }],
    [
      'core must not know the service',
      { from: 'main/core/jobs/job.ts', to: 'main/service/app.ts', own: true },
    ],
    ['a host must not touch the disk room', { from: 'main/hosts/web/x.ts', to: 'main/disk/x.ts', own: true }],
    [
      'one host must not use another',
      { from: 'main/hosts/web/x.ts', to: 'main/hosts/electron/x.ts', own: true },
    ],
    [
      'the renderer must not know main',
      { from: 'renderer/store/x.ts', to: 'main/core/jobs/job.ts', own: true },
    ],
    ['shared must not know the renderer', { from: 'shared/view/job.ts', to: 'renderer/main.tsx', own: true }],
    ['the renderer must not use node', { from: 'renderer/store/x.ts', to: 'node:path', own: false }],
  ])('would catch a wrong import: %s', (_name, wrong) => {
    expect(isAllowed({ ...wrong, typeOnly: false })).toBe(false);
  });

  it('would catch a cycle', () => {
    const edges = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ]);
    expect(cycleFrom(edges)).toEqual(['a', 'b', 'c', 'a']);
  });
});
