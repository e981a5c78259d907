import { describe, expect, it } from 'vitest';
import { type FakeProject, fakeProject } from './project.ts';

const CLI = `
export async function runCommandLine(args) {
  process.stdout.write('ran ' + JSON.stringify(args) + '\\\\n');
  return 3;
}
`;

/** A project that has yet to be built; building makes a command line that only says what it was given. */
async function project(): Promise<FakeProject> {
  const fake = await fakeProject();
  fake.write(
    'main/start/build.mjs',
    `import { mkdirSync, writeFileSync } from 'node:fs';
    mkdirSync('out/main', { recursive: true });
    writeFileSync('out/main/cli.js', \`${CLI}\`);\n`,
  );
  return fake;
}

describe('gatehouse', () => {
  it('sets itself up, runs with all that it was given, and ends as the command did', async () => {
    const fake = await project();
    expect(await fake.run('main/start/gatehouse.mjs', ['show', 'a b/c']).ended).toEqual({
      code: 3,
      out: 'ran ["show","a b/c"]\n',
      err: 'Building …\n',
    });
    expect((await fake.run('main/start/gatehouse.mjs', ['list']).ended).err).toBe('');
  });

  it('keeps its own set-up out of what is read as JSON', async () => {
    const fake = await project();
    expect(await fake.run('main/start/gatehouse.mjs', ['list', '--json']).ended).toEqual({
      code: 3,
      out: 'ran ["list","--json"]\n',
      err: '',
    });
  });
});
