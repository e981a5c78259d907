import { describe, expect, it } from 'vitest';
import { parseDesktopArgs, parseWish, type Started, wishOf } from '../../../main/hosts/electron/own-args.ts';

const inProject = (...argv: string[]): Started => ({
  argv: ['/usr/lib/electron', ...argv],
  isPackaged: false,
  appPath: '/home/o/gatehouse',
  folder: '/home/o',
});
const packaged = (...argv: string[]): Started => ({
  ...inProject(...argv),
  isPackaged: true,
  appPath: '/opt/Gatehouse/resources/app.asar',
});

const nothing = { box: null, owner: null, practice: false, port: 0, tokenFile: null };

describe('what the desktop program was asked for', () => {
  it.each<[string, Started, object]>([
    ['nothing', inProject('/home/o/gatehouse'), nothing],
    ['nothing, packaged', packaged(), nothing],
    ['practice', inProject('/home/o/gatehouse', '--practice'), { ...nothing, practice: true }],
    ['practice, packaged', packaged('--practice'), { ...nothing, practice: true }],
    [
      'a datasite, behind switches of Electron',
      inProject('-r', '/tmp/observe.cjs', '--inspect=0', '/home/o/gatehouse', '--box', '/data/SyftBox'),
      { ...nothing, box: '/data/SyftBox' },
    ],
    [
      'a relative folder, from where it was started',
      inProject('gatehouse', '--box', 'SyftBox', '--owner', 'o@h.example'),
      { ...nothing, box: '/home/o/SyftBox', owner: 'o@h.example' },
    ],
    [
      'the app named with a dot',
      { ...inProject('.', '--practice'), folder: '/home/o/gatehouse' },
      { ...nothing, practice: true },
    ],
    [
      'an app path of another spelling',
      inProject('/link/to/gatehouse', '--practice'),
      { ...nothing, practice: true },
    ],
    [
      "Chromium's switches, packaged",
      packaged('--no-sandbox', '--ozone-platform-hint=auto', '--practice', '--remote-debugging-port=0'),
      { ...nothing, practice: true },
    ],
  ])('%s', (_name, started, value) => {
    expect(parseDesktopArgs(started)).toEqual({ ok: true, value });
  });

  it.each<[string, Started]>([
    ['--practise', packaged('--practise')],
    ['--load-extension=/tmp/x', packaged('--load-extension=/tmp/x')],
    ['/home/o/file', packaged('/home/o/file')],
    ['--box', inProject('/home/o/gatehouse', '--box')],
  ])('%s is refused and named', (wrong, started) => {
    const asked = parseDesktopArgs(started);
    expect(asked).toMatchObject({ ok: false, problem: { code: 'bad-request' } });
    expect(JSON.stringify(asked)).toContain(wrong.split('=')[0]);
  });
});

describe('what a second start hands over', () => {
  it.each([
    { box: '/data/SyftBox', owner: 'o@h.example', practice: false },
    { box: '/data/SyftBox', owner: null, practice: false },
    { box: null, owner: null, practice: true },
  ])('arrives as it was sent: %o', (sent) => {
    const wish = wishOf({ ...sent, port: 7, tokenFile: '/t' });
    expect(wish).toEqual(sent);
    expect(parseWish(JSON.parse(JSON.stringify(wish)))).toEqual(sent);
  });

  it.each([
    ['nothing asked', { box: null, owner: null, practice: false }],
    ['an owner alone', { box: null, owner: 'o@h.example', practice: false }],
    ['no data', undefined],
    ['null', null],
    ['a text', '--practice'],
    ['a list', []],
    ['a folder that is no text', { box: 7, owner: null, practice: false }],
    ['a missing part', { box: '/data' }],
    ['a part too many', { box: '/data', owner: null, practice: false, approve: 'all' }],
    ['a folder beyond measure', { box: 'x'.repeat(5000), owner: null, practice: false }],
  ])('is no wish: %s', (_name, handedOver) => {
    expect(parseWish(handedOver)).toBeNull();
  });
});
