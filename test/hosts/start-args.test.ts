import { describe, expect, it } from 'vitest';
import { parseStartArgs, START_USAGE } from '../../main/hosts/start-args.ts';

const NOTHING = { box: null, owner: null, practice: false, port: 0, tokenFile: null };

describe('what a start is asked for', () => {
  it.each([
    [[], {}],
    [['--web'], {}],
    [['--practice'], { practice: true }],
    [['--box', '/some/box'], { box: '/some/box' }],
    [['--box=/some/box', '--owner', 'me@lab.org'], { box: '/some/box', owner: 'me@lab.org' }],
    [['--web', '--port', '8002', '--token-file', 'token'], { port: 8002, tokenFile: 'token' }],
    [['--port', '0'], { port: 0 }],
    [['--port', '65535'], { port: 65_535 }],
  ])('%j', (args, meant) => {
    expect(parseStartArgs(args)).toEqual({ ok: true, value: { ...NOTHING, ...meant } });
  });

  it.each([
    [['--port', '65536'], '“65536” is no port'],
    [['--port', '99999999'], 'is no port'],
    [['--port', '-1'], 'port'],
    [['--port=-1'], 'is no port'],
    [['--port', 'http'], '“http” is no port'],
    [['--port', ''], '“” is no port'],
    [['--port', '80.5'], 'is no port'],
    [['--port', '0x50'], 'is no port'],
    [['--port', '8e1'], 'is no port'],
    [['--practice', '--box', '/some/box'], 'not both'],
    [['--open'], 'open'],
    [['somewhere'], 'somewhere'],
    [['--box'], 'box'],
    [['--web=yes'], 'web'],
  ])('%j is wrong usage', (args, said) => {
    const reply = parseStartArgs(args);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'bad-request', next: START_USAGE } });
    expect(reply.ok ? '' : reply.problem.what).toContain(said);
  });
});
