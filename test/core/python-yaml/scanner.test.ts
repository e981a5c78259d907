import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanTokens } from '../../../main/core/python-yaml/scanner.ts';
import { YamlRefusal } from '../../../main/core/python-yaml/yaml-node.ts';

const SHORT = new Map([
  ['block-mapping-start', '{'],
  ['block-sequence-start', '['],
  ['block-end', 'end'],
  ['block-entry', '-'],
  ['flow-sequence-start', '['],
  ['flow-sequence-end', ']'],
  ['flow-mapping-start', '{'],
  ['flow-mapping-end', '}'],
  ['flow-entry', ','],
  ['key', '?'],
  ['value', ':'],
  ['stream-end', '.'],
]);

function tokensOf(text: string): string {
  const tokens = scanTokens(text).filter(({ kind }) => kind !== 'none');
  return tokens.map((token) => SHORT.get(token.kind) ?? `${token.kind}(${token.text})`).join(' ');
}

function reasonOf(text: string): string | undefined {
  try {
    scanTokens(text);
    return undefined;
  } catch (problem) {
    if (problem instanceof YamlRefusal) return problem.reason;
    throw problem;
  }
}

describe('blocks', () => {
  it.each([
    ['a', 'scalar(a) .'],
    ['a: b', '{ ? scalar(a) : scalar(b) end .'],
    ['a:\n  b:\nc:', '{ ? scalar(a) : { ? scalar(b) : end ? scalar(c) : end .'],
    ['- a\n- - b', '[ - scalar(a) - [ - scalar(b) end end .'],
    ['a:\n- b', '{ ? scalar(a) : - scalar(b) end .'],
    ['- a: b\n  c: d', '[ - { ? scalar(a) : scalar(b) ? scalar(c) : scalar(d) end end .'],
    ['? a\n: b', '{ ? scalar(a) : scalar(b) end .'],
    ['&x a: *x', '{ ? anchor(x) scalar(a) : alias(x) end .'],
    ['!!t a', 'tag(t) scalar(a) .'],
    ['--- a\n...', 'document-start() scalar(a) document-end() .'],
    ['%FOO bar\n---', 'directive() document-start() .'],
    ['# nothing\n\n', '.'],
  ])('%j', (text, tokens) => {
    expect(tokensOf(text)).toBe(tokens);
  });
});

describe('brackets', () => {
  it.each([
    ['[a, b]', '[ scalar(a) , scalar(b) ] .'],
    ['{a: b}', '{ ? scalar(a) : scalar(b) } .'],
    ['{a:b}', '{ scalar(a:b) } .'],
    ['{"a":b}', '{ ? scalar(a) : scalar(b) } .'],
    ['[a: b]', '[ ? scalar(a) : scalar(b) ] .'],
    ['[a]: b', '{ ? [ scalar(a) ] : scalar(b) end .'],
    ['[-a, -]', '[ scalar(-a) , scalar(-) ] .'],
    ['[a?b]', '[ scalar(a) ? scalar(b) ] .'],
    ['a: [\nb\n]', '{ ? scalar(a) : [ scalar(b) ] end .'],
    ['[a#b, c #d\n]', '[ scalar(a#b) , scalar(c) ] .'],
  ])('%j', (text, tokens) => {
    expect(tokensOf(text)).toBe(tokens);
  });
});

describe('keys', () => {
  it('end on the line on which they began', () => {
    expect(reasonOf('"a\nb": c')).toBe("a ':' cannot stand here");
    expect(reasonOf('[a,\nb]: c')).toBe("a ':' cannot stand here");
  });

  it('have at most 1024 characters, an emoji counting as one', () => {
    expect(tokensOf(`${'k'.repeat(1024)}: v`)).toContain(': scalar(v)');
    expect(reasonOf(`${'k'.repeat(1025)}: v`)).toBe("a ':' cannot stand here");
    expect(tokensOf(`${'\u{1F642}'.repeat(1024)}: v`)).toContain(': scalar(v)');
    expect(reasonOf(`${'\u{1F642}'.repeat(1025)}: v`)).toBe("a ':' cannot stand here");
  });

  it('must be keys where the mapping goes on', () => {
    expect(reasonOf('a: b\nc\n')).toBe("a ':' is missing behind a key");
    expect(reasonOf(`a: b\n${'k'.repeat(2000)}: c\n`)).toBe("a ':' is missing behind a key");
  });

  it('cannot follow one another on a line', () => {
    expect(reasonOf('a: b: c')).toBe("a ':' cannot stand here");
    expect(reasonOf('a: - b')).toBe("a '-' cannot stand here");
    expect(reasonOf('a: ? b')).toBe("a '?' cannot stand here");
    expect(reasonOf('--- a: b')).toBe("a ':' cannot stand here");
  });
});

describe('tags, anchors and directives', () => {
  it.each([
    ['!<tag:x,2000:y> a', null, 'tag:x,2000:y'],
    ['! a', null, '!'],
    ['!', null, '!'],
    ['!a b', '!', 'a'],
    ['!!a b', '!!', 'a'],
    ['!h-1!a b', '!h-1!', 'a'],
    ['!%c3%a9%21 b', '!', '\u00e9!'],
  ])('%s', (text, handle, suffix) => {
    expect(scanTokens(text).find(({ kind }) => kind === 'tag')).toMatchObject({ handle, text: suffix });
  });

  it.each([
    ['!<a b', 'a tag is not closed'],
    ['!<> a', 'the name of a tag is missing'],
    ['!!', 'the name of a tag is missing'],
    ['!%zz a', 'the name of a tag is missing'],
    ['!a%c3 b', 'a tag has a broken escape'],
    ['!a%z b', 'a tag has a broken escape'],
    ['!a\tb', 'a tag has a character it may not have'],
    ['!a,b!c d', 'a tag has a broken handle'],
    ['&', 'the name of an anchor is missing'],
    ['*', 'the name of an alias is missing'],
    ['&a\u00e9', 'the name of an anchor has a character it may not have'],
    ['*.txt', 'the name of an alias is missing'],
    ['%', 'the name of a % line is broken'],
    ['%YAML', 'the %YAML line is broken'],
    ['%YAML 1', 'the %YAML line is broken'],
    ['%YAML 1.1x', 'the %YAML line is broken'],
    ['%YAML 1.1 x', 'unexpected text after a % line'],
    ['%TAG !', 'a tag has a broken handle'],
    ['%TAG !x!', 'the %TAG line is broken'],
    ['%TAG !x tag:', 'a tag has a broken handle'],
    ['%TAG !x! tag:\t', 'the %TAG line is broken'],
    ['@a', 'the character "@" cannot stand here'],
    ['\ta', 'the character "\\t" cannot stand here'],
    [']', 'a bracket is closed that was not opened'],
  ])('refuses %j', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });
});

describe('any text', () => {
  it('ends in the end or a refusal, and every token lies on a line of the text', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '? ',
      '\n',
      '  ',
      '[',
      ']',
      '{',
      '}',
      ',',
      '"',
      "'",
      '|',
      '>',
      '#',
      '&x ',
      '*x',
      '!t ',
      '---',
      '\t',
      '%',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        fc.pre(reasonOf(text) === undefined);
        const tokens = scanTokens(text);
        expect(tokens.at(-1)?.kind).toBe('stream-end');
        const lines = text.split('\n').length;
        for (const { line } of tokens) expect(line >= 1 && line <= lines).toBe(true);
        const opened = tokens.filter(
          ({ kind }) => kind === 'block-mapping-start' || kind === 'block-sequence-start',
        );
        expect(tokens.filter(({ kind }) => kind === 'block-end')).toHaveLength(opened.length);
      }),
    );
  });
});
