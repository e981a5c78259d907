import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const RealFunction = globalThis.Function;
let made = 0;

beforeEach(() => {
  made = 0;
  globalThis.Function = new Proxy(RealFunction, {
    construct(target, given) {
      made += 1;
      return Reflect.construct(target, given);
    },
    apply(target, self, given) {
      made += 1;
      return Reflect.apply(target, self, given);
    },
  });
});
afterEach(() => {
  globalThis.Function = RealFunction;
});

it('lets checks run without making code from text, which the content policy forbids', async () => {
  const { z } = await import('zod');
  const shape = () => z.object({ name: z.string(), inner: z.object({ count: z.number() }) });
  const value = { name: 'a', inner: { count: 1 } };
  expect(shape().parse(value)).toEqual(value);
  expect(made).toBeGreaterThan(0);
  made = 0;
  await import('../../../renderer/link/no-eval.ts');
  expect(shape().parse(value)).toEqual(value);
  const { contract } = await import('../../../shared/contract/index.ts');
  expect(contract['health.show'].input.safeParse({}).success).toBe(true);
  expect(contract['jobs.show'].output.safeParse({}).success).toBe(false);
  expect(made).toBe(0);
});

it('comes before everything else in the page', async () => {
  const entry = await readFile(join(import.meta.dirname, '../../../renderer/main.tsx'), 'utf8');
  const imports = entry.split('\n').filter((line) => line.startsWith('import'));
  expect(imports[0]).toBe("import './link/no-eval.ts';");
});
