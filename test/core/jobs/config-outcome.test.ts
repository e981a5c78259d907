import { describe, expect, it } from 'vitest';
import { configFactsOf, configOutcomeOf } from '../../../main/core/jobs/config-outcome.ts';
import { configText } from '../../build/syft-box.ts';

const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
  'e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]',
  'f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]',
  'g: [*f, *f, *f, *f, *f, *f, *f, *f, *f]',
].join('\n');

describe('configOutcomeOf', () => {
  it('reads what the client writes', () => {
    const outcome = configOutcomeOf(configText('job'));
    expect(outcome).toMatchObject({ kind: 'read', claims: [], ambiguous: [] });
    expect(outcome.kind === 'read' && outcome.config).toMatchObject({
      name: 'job',
      type: 'bash',
      files: ['script.sh'],
    });
  });

  it.each([
    ['no YAML', 'name: [unclosed', 'config-unreadable'],
    ['a tab for indentation', 'name:\n\t- x', 'config-unreadable'],
    ['a custom tag', 'name: !!python/object:os.system x', 'config-unreadable'],
    ['aliases that multiply', BOMB, 'config-unreadable'],
    ['nothing nests so deep', `a: ${'['.repeat(20_000)}`, 'config-unreadable'],
    ['nothing', '', 'config-invalid'],
    ['a list', '- name', 'config-invalid'],
    ['a number for a name', configText('x', { name: '5' }), 'config-invalid'],
    ['another type', configText('x', { type: 'perl' }), 'config-invalid'],
    ['no time', 'name: x\n', 'config-invalid'],
  ])('refuses %s', (_, text, code) => {
    const outcome = configOutcomeOf(text);
    expect(outcome).toMatchObject({ kind: 'refused', code });
  });

  it('says in which line', () => {
    const outcome = configOutcomeOf('name: x\ntype: [bash\nfiles: []\n');
    expect(outcome.kind === 'refused' && outcome.text).toMatch(
      /^It is not readable as YAML: .+ \(line \d+\)\.$/,
    );
  });

  it('keeps what the file claims about its sender', () => {
    const outcome = configOutcomeOf(`${configText('job')}submitted_by: someone@else.org\n`);
    expect(outcome).toMatchObject({ kind: 'read', claims: ['submitted_by'] });
  });
});

describe('configFactsOf', () => {
  it('tells absent from unreadable', () => {
    expect(configFactsOf({ kind: 'not-read' }, false)).toEqual({ kind: 'absent' });
    expect(configFactsOf({ kind: 'not-read' }, true)).toEqual({ kind: 'unreadable' });
    expect(configFactsOf({ kind: 'refused', code: 'config-invalid', text: '' }, true)).toEqual({
      kind: 'unreadable',
    });
  });

  it('passes on what was read', () => {
    const outcome = configOutcomeOf(configText('job'));
    expect(configFactsOf(outcome, true)).toMatchObject({ kind: 'read', config: { name: 'job' } });
  });
});
