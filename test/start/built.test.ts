import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { ask, post } from '../build/http.ts';
import { copyFixture, makeBox, OWNER, SENDER, stateText, type TestBox } from '../build/syft-box.ts';
import { type Ended, type Started, start } from './project.ts';

// The real programs, from the built bundles. Everything that needs the build is in this one file.
let home = '';

beforeAll(() => {
  const build = "import('./main/start/set-up.mjs').then((setUp) => setUp.ensureBuild())";
  const { status, stderr } = spawnSync(process.execPath, ['-e', build], { encoding: 'utf8' });
  expect([status, stderr.replace('Building …\n', '')]).toEqual([0, '']);
}, 240_000);

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'gatehouse-home-')));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

function run(script: string, args: readonly string[]): Started {
  return start(process.execPath, [resolve('main', 'start', script), ...args], {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    APPDATA: home,
    SYFTBOX_FOLDER: '',
    SYFTBOX_CONFIG_PATH: '',
    SYFTBOX_CLIENT_CONFIG_PATH: '',
  });
}

const gatehouse = (...args: readonly string[]): Promise<Ended> => run('gatehouse.mjs', args).ended;
const serve = (...args: readonly string[]): Started => run('start.mjs', ['--web', ...args]);

function boxWith(...folders: readonly string[]): TestBox {
  const box = makeBox();
  onTestFinished(() => box.remove());
  for (const folder of folders) {
    box.addJob(folder);
    box.addState(folder, stateText('pending'));
  }
  return box;
}

const lockOf = (box: TestBox) => join(box.root, OWNER, 'app_data', 'gatehouse', 'lock');
const originIn = (printed: string) =>
  /Open (http:\/\/127\.0\.0\.1:\d+)\/#/.exec(printed)?.[1] ?? 'no address';

/** Resolves once nobody listens there any more. */
async function refuses(origin: string): Promise<void> {
  const isAnswered = () =>
    ask(origin, { path: '/' }).then(
      () => true,
      () => false,
    );
  while (await isAnswered());
}

describe('the command line as a program', () => {
  it('lists, shows and exports on standard output, and ends with 0', async () => {
    const box = copyFixture('syft-job');
    onTestFinished(() => rmSync(box, { recursive: true, force: true }));
    const where = ['--box', box, '--owner', OWNER, '--json'];
    const listed = await gatehouse('list', ...where);
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(listed.out)).toHaveLength(46);
    const shown = await gatehouse('show', 'alice@uni.edu/single file', ...where);
    expect(JSON.parse(shown.out)).toMatchObject({ folder: 'single file', runScript: expect.any(String) });
    expect(await gatehouse('audit', 'export', ...where)).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  it('decides, and ends by itself', async () => {
    const box = boxWith('one', 'two');
    const where = ['--box', box.root, '--json'];
    const approved = await gatehouse('approve', `${SENDER}/one`, ...where);
    expect(approved).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(approved.out)).toMatchObject({ status: 'approved' });
    const rejected = await gatehouse('reject', `${SENDER}/two`, '--reason', 'no', ...where);
    expect(JSON.parse(rejected.out)).toMatchObject({ status: 'rejected' });
    expect(JSON.parse((await gatehouse('audit', 'verify', ...where)).out)).toMatchObject({
      intact: true,
      entries: 4,
    });
    expect(existsSync(lockOf(box))).toBe(false);
  });

  it('ends with 1 and one JSON document on standard error when it refuses', async () => {
    const box = boxWith('one');
    const digest = `sha256:${'0'.repeat(64)}`;
    const { code, out, err } = await gatehouse(
      ...['approve', `${SENDER}/one`, '--digest', digest, '--box', box.root, '--json'],
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toMatchObject({ code: 'content-changed', details: { shown: digest } });
  });

  it('ends with 2 when it is used wrongly', async () => {
    const { code, out, err } = await gatehouse('approve');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('gatehouse approve JOB');
  });

  it('is content when nobody reads to the end', async () => {
    const box = boxWith('one');
    const listing = run('gatehouse.mjs', ['list', '--json', '--box', box.root]);
    listing.child.stdout?.destroy();
    expect(await listing.ended).toMatchObject({ code: 0, err: '' });
    const refusing = run('gatehouse.mjs', ['show', `${SENDER}/none`, '--box', box.root]);
    refusing.child.stderr?.destroy();
    expect(await refusing.ended).toMatchObject({ code: 1, out: '' });
  });

  it('runs as npm runs it, exit code and all', async () => {
    const box = boxWith('one');
    const npm = (...args: readonly string[]) =>
      start('npm', ['run', '-s', 'gatehouse', '--', ...args, '--box', box.root], { HOME: home }).ended;
    expect((await npm('list')).out).toContain(`${SENDER}/one`);
    expect((await npm('show', `${SENDER}/none`)).code).toBe(1);
    expect((await npm('lst')).code).toBe(2);
  });
});

describe('the web host as a program', () => {
  it('prints an address, ends well when told to, and leaves nothing held', async () => {
    const box = boxWith('one');
    const server = serve('--box', box.root);
    const printed = await server.prints(/once\./);
    expect(printed).toContain(`Datasite of ${OWNER} in ${box.root}\n`);
    expect((await ask(originIn(printed), { path: '/' })).status).toBe(200);
    expect(existsSync(lockOf(box))).toBe(true);
    server.child.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0, err: '' });
    expect(existsSync(lockOf(box))).toBe(false);
    await expect(ask(originIn(printed), { path: '/' })).rejects.toThrow('ECONNREFUSED');
  });

  it('ends well also when a terminal tells it twice', async () => {
    const box = boxWith('one');
    const file = join(home, 'token');
    const server = serve('--box', box.root, '--token-file', file);
    const origin = originIn(await server.prints(/once\./));
    // A call that is still being sent keeps the host from ending at once.
    const { port } = new URL(origin);
    const call = connect(Number(port), '127.0.0.1');
    onTestFinished(() => void call.destroy());
    call.on('error', () => {});
    const token = readFileSync(file, 'utf8').trim();
    call.write(
      `POST /api/call/jobs.snapshot HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{',
    );
    await once(call, 'data');
    server.child.kill('SIGINT');
    await refuses(origin);
    server.child.kill('SIGINT');
    call.write('}');
    expect(await server.ended).toMatchObject({ code: 0, err: '' });
    expect(existsSync(lockOf(box))).toBe(false);
  });

  it('lets scripts in by a token that only its owner can read, as long as it runs', async () => {
    const box = boxWith('one', 'two');
    const file = join(home, 'token');
    const server = serve('--box', box.root, '--token-file', file);
    const origin = originIn(await server.prints(/once\./));
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    const token = readFileSync(file, 'utf8').trim();
    const call = (bearer: string) =>
      post(origin, '/api/call/jobs.snapshot', {}, { authorization: `Bearer ${bearer}` });
    const reply = await call(token);
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.text)).toMatchObject({ ok: true });
    expect((await call(`${token.slice(0, -1)}_`)).status).toBe(401);
    server.child.kill('SIGTERM');
    await server.ended;
    expect(existsSync(file)).toBe(false);
  });

  it('holds the datasite against a second start and against the command line, which say so', async () => {
    const box = boxWith('one');
    const server = serve('--box', box.root);
    await server.prints(/once\./);
    const second = await serve('--box', box.root).ended;
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toMatch(
      /^Gatehouse on this computer \(process \d+\) has had this datasite open since /,
    );
    const { code, err } = await gatehouse(
      'reject',
      `${SENDER}/one`,
      '--reason',
      'no',
      '--box',
      box.root,
      '--json',
    );
    expect(code).toBe(1);
    const problem: { code: string; details: { pid: number } } = JSON.parse(err);
    expect(problem.code).toBe('datasite-locked');
    process.kill(problem.details.pid, 'SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0 });
    expect(await gatehouse('reject', `${SENDER}/one`, '--reason', 'no', '--box', box.root)).toMatchObject({
      code: 0,
    });
  });

  it('says which port it cannot have, and leaves nothing behind', async () => {
    const box = boxWith('one');
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = String(typeof address === 'object' ? address?.port : 'none');
    const file = join(home, 'token');
    const { code, out, err } = await serve('--box', box.root, '--port', port, '--token-file', file).ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`Gatehouse cannot listen on 127.0.0.1, port ${port}: `);
    expect([existsSync(lockOf(box)), existsSync(file)]).toEqual([false, false]);
  });

  it.each([
    [['--port', 'http'], '“http” is no port'],
    [['--practice', '--box', '/x'], 'not both'],
    [['--what'], 'what'],
  ])('ends with 2 and how it is used for %j', async (args, said) => {
    const { code, out, err } = await serve(...args).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err).toContain('npm start -- [--web]');
  });

  it('ends with 1 where there is no such datasite', async () => {
    const { code, err } = await serve('--box', join(home, 'nowhere')).ended;
    expect(code).toBe(1);
    expect(err).toContain('cannot be opened');
  });

  it('opens the only datasite it finds, or asks', async () => {
    const asking = serve();
    expect(await asking.prints(/once\./)).toContain('No single datasite was found; the screens ask which.');
    asking.child.kill('SIGTERM');
    await asking.ended;
    mkdirSync(join(home, 'SyftBox_me@lab.org', 'me@lab.org', 'app_data'), { recursive: true });
    writeFileSync(join(home, 'SyftBox_me@lab.org', 'notes.txt'), 'mine\n');
    const found = serve();
    expect(await found.prints(/once\./)).toContain(
      `Datasite of me@lab.org in ${join(home, 'SyftBox_me@lab.org')}`,
    );
    found.child.kill('SIGTERM');
    expect((await found.ended).code).toBe(0);
  });

  it('opens the practice datasite in a scratch folder', async () => {
    const server = start(process.execPath, [resolve('main', 'start', 'start.mjs'), '--web', '--practice'], {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      TMPDIR: home,
    });
    expect(await server.prints(/once\./)).toMatch(new RegExp(`Datasite of \\S+@\\S+ in ${home}/`));
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });
});
