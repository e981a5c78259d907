import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { exportedNames, modelledSurface } from '../electron-double/surface.mjs';

/** A class or interface of electron.d.ts: its own members and events, and what it builds on. */
interface Declared {
  members: Set<string>;
  events: Set<string>;
  parents: string[];
}

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const { program } = parseSync('electron.d.ts', readFileSync(join(folder, 'electron.d.ts'), 'utf8'));

type Statement = (typeof program.body)[number];
type Shape = Extract<Statement, { superClass: unknown } | { type: 'TSInterfaceDeclaration' }>;
type Member = Shape['body']['body'][number];

/** The statements of a namespace, by its name. */
function namespaceOf(statements: readonly Statement[], name: string): Statement[] {
  for (const statement of statements) {
    if (statement.type !== 'TSModuleDeclaration') continue;
    if (statement.id.type === 'Identifier' && statement.id.name === name && statement.body) {
      return [...statement.body.body] as Statement[];
    }
  }
  throw new Error(`electron.d.ts has no namespace ${name}`);
}

function nameOf(member: Member): string | undefined {
  const key = 'key' in member ? member.key : undefined;
  return key?.type === 'Identifier' ? key.name : undefined;
}

/** The event that an overload of `on` is about. */
function eventOf(member: Member): string | undefined {
  const [first] = paramsOf(member);
  const annotation = first?.type === 'Identifier' ? first.typeAnnotation?.typeAnnotation : undefined;
  if (annotation?.type !== 'TSLiteralType' || annotation.literal.type !== 'Literal') return undefined;
  return typeof annotation.literal.value === 'string' ? annotation.literal.value : undefined;
}

function paramsOf(member: Member) {
  if (member.type === 'TSMethodSignature') return member.params;
  return member.type === 'TSAbstractMethodDefinition' || member.type === 'MethodDefinition'
    ? member.value.params
    : [];
}

function declare(shape: Shape): Declared {
  const declared: Declared = { members: new Set(), events: new Set(), parents: parentsOf(shape) };
  for (const member of shape.body.body) {
    const name = nameOf(member);
    if (name === undefined) continue;
    declared.members.add(name);
    const event = name === 'on' ? eventOf(member) : undefined;
    if (event !== undefined) declared.events.add(event);
  }
  return declared;
}

function parentsOf(shape: Shape): string[] {
  const parents = 'superClass' in shape ? [shape.superClass] : shape.extends.map((one) => one.expression);
  return parents.flatMap((parent) => (parent?.type === 'Identifier' ? [parent.name] : []));
}

const electron = namespaceOf(program.body, 'Electron');
const shapes = new Map<string, Declared>();
for (const statement of electron) {
  if (statement.type !== 'ClassDeclaration' && statement.type !== 'TSInterfaceDeclaration') continue;
  if (statement.id) shapes.set(statement.id.name, declare(statement));
}

/** All that a class or interface has, what it builds on included. */
function everythingOf(name: string): Declared {
  const own = shapes.get(name) ?? { members: new Set(), events: new Set(), parents: [] };
  const all = { ...own, members: new Set(own.members), events: new Set(own.events) };
  for (const parent of own.parents.map(everythingOf)) {
    for (const member of parent.members) all.members.add(member);
    for (const event of parent.events) all.events.add(event);
  }
  return all;
}

const modelled = modelledSurface();

test.each(modelled)('every member and event of $name exists in Electron', ({ name, members, events }) => {
  const real = everythingOf(name);
  expect(members.length).toBeGreaterThan(0);
  expect(members.filter((member) => !real.members.has(member))).toEqual([]);
  expect(events.filter((event) => !real.events.has(event))).toEqual([]);
});

test('every name that a main process may import is there, if only to say that it is not modelled', () => {
  const wanted = ['Main', 'Common'].flatMap((name) =>
    namespaceOf(electron, name).flatMap((statement) => {
      if (statement.type === 'ClassDeclaration') return statement.id ? [statement.id.name] : [];
      if (statement.type !== 'VariableDeclaration') return [];
      return statement.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
    }),
  );
  const names = exportedNames();
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name) => !wanted.includes(name))).toEqual([]);
});

test('the double models the Electron that is installed', () => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const double = readFileSync(join(import.meta.dirname, '../electron-double/dist/version'), 'utf8').trim();
  expect(double).toBe(`${version}-double`);
});

const lines = modelled.map(({ name, members, events }) => {
  const real = everythingOf(name);
  const own = [...real.members].filter((member) => !(member in EventEmitter.prototype));
  return `${name.padEnd(16)}${members.length} of ${own.length} members, ${events.length} of ${real.events.size} events`;
});
console.log(['The double of Electron models', ...lines].join('\n'));
