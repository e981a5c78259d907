import { describe, expect, it } from 'vitest';
import { CLI_USAGE, parseCliArgs } from '../../../main/hosts/cli/cli-args.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const NOWHERE = { box: null, owner: null };

describe('what a command line means', () => {
  it.each([
    [['list'], { command: 'list' }],
    [['show', 'a/b'], { command: 'show', job: 'a/b' }],
    [['approve', 'a/b'], { command: 'approve', job: 'a/b', digest: null, reason: null, acknowledged: [] }],
    [
      ['approve', '--digest', DIGEST, '--reason=fine', 'a/b', '--acknowledge', 'hidden-characters'],
      {
        command: 'approve',
        job: 'a/b',
        digest: DIGEST,
        reason: 'fine',
        acknowledged: ['hidden-characters'],
      },
    ],
    [['reject', 'a/b', '--reason', ''], { command: 'reject', job: 'a/b', digest: null, reason: '' }],
    [
      ['reject', '--reason', 'no', '--digest', DIGEST, '--', '-job'],
      { command: 'reject', job: '-job', digest: DIGEST, reason: 'no' },
    ],
    [['audit', 'verify'], { command: 'audit verify' }],
    [['audit', 'export'], { command: 'audit export' }],
    [['withdraw', 'a/b'], { command: 'withdraw', job: 'a/b' }],
    [
      ['access', 'public/a.csv', 'ana@lab.example'],
      {
        command: 'access',
        datasite: null,
        path: 'public/a.csv',
        user: 'ana@lab.example',
        level: 'read',
      },
    ],
    [
      ['access', '--level', 'admin', '--datasite=/d', '', 'ana'],
      { command: 'access', datasite: '/d', path: '', user: 'ana', level: 'admin' },
    ],
    [['access', '--batch', '-'], { command: 'access batch', datasite: null }],
  ])('%j', (args, meant) => {
    expect(parseCliArgs(args)).toEqual({ ok: true, value: { ...NOWHERE, ...meant } });
    expect(parseCliArgs([...args.slice(0, 1), '--json', ...args.slice(1)])).toEqual(parseCliArgs(args));
  });

  it.each([
    ['list'],
    ['audit', 'verify'],
    ['show', 'a/b'],
    ['approve', 'a/b'],
    ['reject', 'a/b', '--reason', 'x'],
  ])('where to do it: %s %s', (...args) => {
    expect(parseCliArgs([...args, '--box', '/some/box', '--owner', 'me@lab.org'])).toMatchObject({
      ok: true,
      value: { box: '/some/box', owner: 'me@lab.org' },
    });
  });
});

describe('wrong usage', () => {
  it.each([
    [[], 'No command was given.'],
    [['lst'], '“lst” is no command.'],
    [['list', 'a/b'], '“list a/b” is no command.'],
    [['audit'], '“audit” is no command.'],
    [['audit', 'repair'], '“audit repair” is no command.'],
    [['audit', 'verify', 'x'], '“audit verify x” is no command.'],
    [['show'], '“show” is no command.'],
    [['show', 'a/b', 'c/d'], '“show a/b c/d” is no command.'],
    [['reject', 'a/b'], 'reject needs --reason'],
    [['approve', 'a/b', '--digest', 'abc'], '--digest takes'],
    [['approve', 'a/b', '--digest', DIGEST.toUpperCase()], '--digest takes'],
    [['approve', 'a/b', '--acknowledge', 'toString'], '--acknowledge takes one of: no-config,'],
    [['approve', 'a/b', '--force'], 'force'],
    [['list', '--box'], 'box'],
    [['list', '--json=yes'], 'json'],
    [['list', '--reason', 'x'], 'list takes no --reason.'],
    [['show', 'a/b', '--digest', DIGEST], 'show takes no --digest.'],
    [['audit', 'export', '--acknowledge', 'link'], 'audit export takes no --acknowledge.'],
    [['withdraw'], '“withdraw” is no command.'],
    [['withdraw', 'a/b', '--reason', 'x'], 'withdraw takes no --reason.'],
    [['access', 'x'], 'access takes PATH and USER.'],
    [['access', 'x', 'y', 'z'], 'access takes PATH and USER.'],
    [['access', 'x', 'y', '--level', 'all'], '--level takes one of: read, write, admin.'],
    [['access', 'x', 'y', '--reason', 'z'], 'access takes no --reason.'],
    [['access', '--batch', 'file'], '--batch takes “-”'],
    [['access', '--batch', '-', 'x', 'y'], '--batch takes no PATH'],
    [['access', '--batch', '-', '--level', 'read'], 'access batch takes no --level.'],
    [['access', 'x', 'y', '--datasite', '/d', '--box', '/b'], '--datasite or --box'],
    [['list', '--datasite', '/d'], 'list takes no --datasite.'],
    [['reject', 'a/b', '--reason', 'x', '--acknowledge', 'link'], 'reject takes no --acknowledge.'],
  ])('%j', (args, said) => {
    const reply = parseCliArgs(args);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-request', next: CLI_USAGE } });
    expect(reply.ok ? '' : reply.problem.what).toContain(said);
  });
});
