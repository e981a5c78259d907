import { existsSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FakeProject, fakeProject, lockText } from './project.ts';

/** An npm that only writes down what it was asked for. */
async function projectWithNpm(): Promise<FakeProject & { asked(): string | null }> {
  const project = await fakeProject();
  project.addCommand(
    'npm',
    'echo "$@" >> asked; echo added 7 packages; echo npm warn something >&2; exit $NPM_EXIT',
  );
  return {
    ...project,
    asked: () => (existsSync(project.path('asked')) ? readFileSync(project.path('asked'), 'utf8') : null),
  };
}

const LATER = 4_000_000_000;
const DEPENDENCIES = 'setUp.ensureDependencies();';

describe('the dependencies', () => {
  it('are left alone where they are newer than the lockfile', async () => {
    const project = await projectWithNpm();
    expect(await project.setUp(DEPENDENCIES)).toEqual({ code: 0, out: '', err: '' });
    expect(project.asked()).toBeNull();
  });

  it('are installed where there are none; only warnings of npm are heard', async () => {
    const project = await projectWithNpm();
    rmSync(project.path('node_modules'), { recursive: true });
    expect(await project.setUp(DEPENDENCIES)).toEqual({
      code: 0,
      out: '',
      err: 'Installing the dependencies (once) …\nnpm warn something\n',
    });
    expect(project.asked()).toBe('ci --include=dev --no-audit --no-fund --loglevel=error\n');
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['another version', { a: '1.0.0' }, { a: '1.0.1' }],
    ['one that is missing', {}, { a: '1.0.0' }],
    ['another version of an optional one', { a: '1.0.0' }, { a: '1.0.1?' }],
  ])('are installed where a newer lockfile names %s', async (_what, installed, wanted) => {
    const project = await projectWithNpm();
    project.write('node_modules/.package-lock.json', lockText(installed));
    project.write('package-lock.json', lockText(wanted), LATER);
    await project.setUp(DEPENDENCIES);
    expect(project.asked()).toContain('ci ');
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['the same', { a: '1.0.0' }, { a: '1.0.0' }],
    ['less', { a: '1.0.0', b: '1.0.0' }, { a: '1.0.0' }],
    ['an optional one for another system', { a: '1.0.0' }, { a: '1.0.0', windows: '1.0.0?' }],
  ])('are left alone where a newer lockfile names %s', async (_what, installed, wanted) => {
    const project = await projectWithNpm();
    project.write('node_modules/.package-lock.json', lockText(installed));
    project.write('package-lock.json', lockText(wanted), LATER);
    await project.setUp(DEPENDENCIES);
    expect(project.asked()).toBeNull();
  });

  it('that cannot be installed end the start with the command that failed', async () => {
    const project = await projectWithNpm();
    rmSync(project.path('node_modules'), { recursive: true });
    const { code, err } = await project.setUp(`${DEPENDENCIES} console.log('went on');`, { NPM_EXIT: '3' });
    expect(code).toBe(1);
    expect(err).toContain('“npm ci --include=dev --no-audit --no-fund --loglevel=error” failed.');
  });
});

const BUILD = 'setUp.ensureBuild();';
const BUILDING = 'Building …\n';

describe('the build', () => {
  it('is made once', async () => {
    const project = await fakeProject();
    expect(await project.setUp(BUILD)).toMatchObject({ code: 0, out: '', err: BUILDING });
    expect(await project.setUp(BUILD)).toEqual({ code: 0, out: '', err: '' });
  });

  it.each([
    'main/start/start.mjs',
    'shared/a.ts',
    'renderer/a.ts',
    'renderer/deep/er/new.ts',
    'assets/a.svg',
    'vite.config.ts',
    'package.json',
    'package-lock.json',
  ])('is made anew when %s is newer', async (name) => {
    const project = await fakeProject();
    await project.setUp(BUILD);
    project.write(name, '{}', LATER);
    expect((await project.setUp(BUILD)).err).toBe(BUILDING);
    expect((await project.setUp(BUILD)).err).toBe('');
  });

  it('is made anew when a source is gone', async () => {
    const project = await fakeProject();
    await project.setUp(BUILD);
    rmSync(project.path('shared/a.ts'));
    utimesSync(project.path('shared'), LATER, LATER);
    expect((await project.setUp(BUILD)).err).toBe(BUILDING);
  });

  it.each(['docs/a.md', 'test/a.test.ts', 'node_modules/x/index.js', 'README.md'])(
    'is left alone when %s is newer',
    async (name) => {
      const project = await fakeProject();
      await project.setUp(BUILD);
      project.write(name, '{}', LATER);
      expect((await project.setUp(BUILD)).err).toBe('');
    },
  );

  it('does not mind a link that leads nowhere, as editors leave', async () => {
    const project = await fakeProject();
    symlinkSync('nowhere', project.path('shared/.#a.ts'));
    expect(await project.setUp(BUILD)).toMatchObject({ code: 0, err: BUILDING });
  });

  it('is made by one of two starts at the same moment, the other waits', async () => {
    const project = await fakeProject();
    project.write(
      'main/start/build.mjs',
      `import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
      appendFileSync('builds', 'built\\n');
      while (!existsSync('go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      mkdirSync('out', { recursive: true });`,
    );
    project.write('ask.mjs', `import { ensureBuild } from './main/start/set-up.mjs';\nensureBuild();\n`);
    const first = project.run('ask.mjs');
    await first.says(/Building …/);
    const second = project.run('ask.mjs');
    await second.says(/Waiting for another start/);
    project.write('go', '');
    expect([(await first.ended).code, (await second.ended).code]).toEqual([0, 0]);
    expect((await second.ended).err).not.toContain('Building');
    expect(readFileSync(project.path('builds'), 'utf8')).toBe('built\n');
  });

  it('waits for no start that was killed', async () => {
    const project = await fakeProject();
    project.write('main/start/build.mjs', "process.kill(process.ppid, 'SIGKILL');\n");
    project.write('ask.mjs', `import { ensureBuild } from './main/start/set-up.mjs';\nensureBuild();\n`);
    const killed = project.run('ask.mjs');
    await killed.gone;
    expect((await killed.ended).err).toContain('Building …');
    project.write('main/start/build.mjs', "import { mkdirSync } from 'node:fs';\nmkdirSync('out');\n");
    expect((await project.run('ask.mjs').ended).code).toBe(0);
  });

  it('that fails ends the start with what it said, and is tried again', async () => {
    const project = await fakeProject();
    project.write(
      'main/start/build.mjs',
      "console.log('half done');\nconsole.error('no room');\nprocess.exit(1);\n",
    );
    for (const _turn of [1, 2]) {
      const { code, out, err } = await project.setUp(`${BUILD} console.log('went on');`);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain(`${BUILDING}The build failed:\nhalf done\nno room\n`);
    }
  });
});

describe('Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['24.4.1', true],
    ['20.18.9', false],
    ['18.20.0', false],
  ])('%s is new enough: %s', async (version, isNewEnough) => {
    const project = await fakeProject();
    const { code, err } = await project.setUp(
      `Object.defineProperty(process, 'versions', { value: { node: '${version}' } }); setUp.checkNode();`,
    );
    expect({ code, err }).toEqual(
      isNewEnough
        ? { code: 0, err: '' }
        : { code: 1, err: `Gatehouse needs Node 20.19 or newer; this is ${version}.\n` },
    );
  });
});
