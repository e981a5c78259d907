import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FakeProject, fakeProject } from './project.ts';

const FALLBACK =
  'Electron is not on this machine and could not be fetched, so the screens open in your browser instead.\n';
const NO_SCREEN = 'There is no screen to open a window on, so the screens open in your browser instead.\n';
const FETCHING = 'Fetching Electron (once) …\n';
const VERSION = '45.4.1';
const DIST = 'node_modules/electron/dist';

/** Stands in for the web host: says what it was given, then ends or waits as it is told. */
const HEADLESS = `
console.log('headless ' + JSON.stringify(process.argv.slice(2)));
const { FAKE_EXIT, FAKE_KILL, FAKE_WAIT } = process.env;
if (FAKE_KILL) process.kill(process.pid, FAKE_KILL);
else if (!FAKE_WAIT) process.exit(Number(FAKE_EXIT ?? 0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => { console.log('told ' + signal); process.exit(0); });
}
setTimeout(() => {}, 60_000);
console.log('waiting');
`;
const ELECTRON = '#!/bin/sh\necho "electron $@"\nexit $FAKE_EXIT\n';

interface BuiltProject extends FakeProject {
  addElectron(folder: string, version?: string): void;
}

/** A built project, with Electron's package but without its executable. */
async function builtProject(): Promise<BuiltProject> {
  const project = await fakeProject();
  project.write('out/.built', '9000000000000');
  project.write('out/main/headless.js', HEADLESS);
  project.write('node_modules/electron/package.json', JSON.stringify({ name: 'electron', version: VERSION }));
  return {
    ...project,
    addElectron(folder, version = VERSION) {
      project.write(join(folder, 'electron'), ELECTRON);
      chmodSync(project.path(join(folder, 'electron')), 0o755);
      project.write(join(folder, 'version'), version);
    },
  };
}

const startOf = (project: FakeProject, args: readonly string[] = [], env: Record<string, string> = {}) =>
  project.run('main/start/start.mjs', args, env);

describe('npm start with Electron', () => {
  it('opens the desktop with what was asked for', async () => {
    const project = await builtProject();
    project.addElectron(DIST);
    expect(await startOf(project, ['--box', '/some box']).ended).toEqual({
      code: 0,
      out: `electron ${project.folder} --box /some box\n`,
      err: '',
    });
  });

  it('serves the screens when asked to', async () => {
    const project = await builtProject();
    project.addElectron(DIST);
    expect(await startOf(project, ['--web', '--port', '0']).ended).toEqual({
      code: 0,
      out: 'headless ["--web","--port","0"]\n',
      err: '',
    });
  });

  it('takes the one that is named in the environment', async () => {
    const project = await builtProject();
    project.addElectron('elsewhere');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: project.path('elsewhere') };
    expect((await startOf(project, [], env).ended).out).toBe(`electron ${project.folder}\n`);
  });

  it('fetches it once where it is missing', async () => {
    const project = await builtProject();
    project.addElectron('fetched');
    project.write(
      'node_modules/electron/install.js',
      `require('node:fs').cpSync(${JSON.stringify(project.path('fetched'))}, 'dist', { recursive: true });\n`,
    );
    const first = await startOf(project).ended;
    expect(first).toEqual({ code: 0, out: `electron ${project.folder}\n`, err: FETCHING });
    expect((await startOf(project).ended).err).toBe('');
  });
});

describe('npm start without Electron', () => {
  it.each<[string, (project: BuiltProject) => void]>([
    ['cannot be fetched', ({ write }) => write('node_modules/electron/install.js', 'process.exit(1);\n')],
    ['is of another version', ({ addElectron }) => addElectron(DIST, '44.0.0')],
    [
      'is not executable',
      ({ path, addElectron }) => {
        addElectron(DIST);
        chmodSync(path(join(DIST, 'electron')), 0o644);
      },
    ],
    ['has no package', ({ write }) => write('node_modules/electron/package.json', '{')],
  ])('says in one sentence that it %s, and serves the screens', async (_what, prepare) => {
    const project = await builtProject();
    prepare(project);
    const { code, out, err } = await startOf(project, ['--practice']).ended;
    expect({ code, out }).toEqual({ code: 0, out: 'headless ["--practice"]\n' });
    expect(err.replace(FETCHING, '')).toBe(FALLBACK);
  });
});

describe('npm start without a screen', () => {
  it('says so in one sentence, fetches nothing and serves the screens', async () => {
    const project = await builtProject();
    project.write('node_modules/electron/install.js', "require('node:fs').writeFileSync('asked', '');\n");
    expect(await startOf(project, [], { DISPLAY: '' }).ended).toEqual({
      code: 0,
      out: 'headless []\n',
      err: process.platform === 'linux' ? NO_SCREEN : FETCHING + FALLBACK,
    });
    expect(existsSync(project.path('node_modules/electron/asked'))).toBe(process.platform !== 'linux');
  });

  it('opens the desktop all the same on a Wayland screen', async () => {
    const project = await builtProject();
    project.addElectron(DIST);
    const env = { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' };
    expect((await startOf(project, [], env).ended).out).toBe(`electron ${project.folder}\n`);
  });
});

describe('how npm start ends', () => {
  it.each(['0', '1', '2', '7'])('with %s, as the program did', async (code) => {
    const project = await builtProject();
    expect((await startOf(project, ['--web'], { FAKE_EXIT: code }).ended).code).toBe(Number(code));
  });

  it.each([
    ['SIGKILL', 137],
    ['SIGTERM', 143],
  ])('badly when the program was killed by %s', async (signal, code) => {
    const project = await builtProject();
    expect((await startOf(project, ['--web'], { FAKE_KILL: signal }).ended).code).toBe(code);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'well when it is told to by %s, which it passes on',
    async (signal) => {
      const project = await builtProject();
      const started = startOf(project, ['--web'], { FAKE_WAIT: '1' });
      await started.prints(/waiting/);
      started.child.kill(signal);
      expect(await started.ended).toMatchObject({
        code: 0,
        out: expect.stringContaining(`told ${signal}\n`),
      });
    },
  );

  it('with a sentence when the program cannot be started', async () => {
    const project = await builtProject();
    project.write(join(DIST, 'electron'), '#!/nowhere/at/all\n');
    project.write(join(DIST, 'version'), VERSION);
    chmodSync(project.path(join(DIST, 'electron')), 0o755);
    const { code, err } = await startOf(project).ended;
    expect(code).toBe(1);
    expect(err).toMatch(/^Gatehouse could not be started: [^\n]+\n$/);
  });
});
