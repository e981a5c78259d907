import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli, runIn } from '../../build/command-line.ts';
import { runLater } from '../../build/run-later.ts';
import { makeBox, OWNER, SENDER, type TestBox } from '../../build/syft-box.ts';

const auditOf = (box: TestBox) => join(box.root, OWNER, 'app_data', 'gatehouse', 'audit');
const logText = (box: TestBox) =>
  readdirSync(auditOf(box))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => readFileSync(join(auditOf(box), name), 'utf8'))
    .join('');
const logFile = (box: TestBox) =>
  join(auditOf(box), readdirSync(auditOf(box)).find((name) => name.endsWith('.jsonl')) ?? 'none');

async function boxWithLog(...folders: readonly string[]): Promise<TestBox> {
  const box = makeBox();
  onTestFinished(() => box.remove());
  for (const folder of folders) {
    box.addJob(folder);
    await runLater(box.root, 'reject', `${SENDER}/${folder}`, '--reason', 'no');
  }
  return box;
}

describe('audit export', () => {
  it('prints the bytes of the log, entry by entry', async () => {
    const box = await boxWithLog('one', 'two');
    const { code, out, err } = await runIn(box.root, 'audit', 'export');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(logText(box));
    expect(out.trimEnd().split('\n')).toHaveLength(4);
  });

  it('--json prints the same entries as one array', async () => {
    const box = await boxWithLog('one');
    const { out } = await runIn(box.root, 'audit', 'export', '--json');
    const lines = logText(box).trimEnd().split('\n');
    expect(JSON.parse(out)).toEqual(lines.map((line) => JSON.parse(line)));
  });

  it('keeps hostile names byte by byte for a file, and lets no terminal obey them', async () => {
    const box = await boxWithLog('a\u009b2Jb\u202ec');
    const toFile = await runIn(box.root, 'audit', 'export');
    expect(toFile.out).toBe(logText(box));
    expect(toFile.out).toContain('\u202e');
    const args = ['audit', 'export', '--box', box.root];
    const toTerminal = await runCli(args, { isTerminal: true });
    expect(toTerminal.out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const parsed = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
    expect(parsed(toTerminal.out)).toEqual(parsed(toFile.out));
  });

  it('prints nothing where nothing was ever decided, and makes nothing', async () => {
    const box = await boxWithLog();
    expect(await runIn(box.root, 'audit', 'export')).toEqual({ code: 0, out: '', err: '' });
    expect(await runIn(box.root, 'audit', 'export', '--json')).toEqual({ code: 0, out: '[]\n', err: '' });
    expect(readdirSync(join(box.root, OWNER, 'app_data'))).toEqual(['job']);
  });
});

describe('audit verify', () => {
  it('finds the log intact', async () => {
    const box = await boxWithLog('one', 'two');
    expect(await runIn(box.root, 'audit', 'verify')).toEqual({
      code: 0,
      out: 'The log is intact: 4 entries.\n',
      err: '',
    });
    const { out } = await runIn(box.root, 'audit', 'verify', '--json');
    expect(JSON.parse(out)).toEqual({ intact: true, entries: 4, problems: [] });
  });

  it('finds nothing wrong with a log that does not exist yet', async () => {
    const box = await boxWithLog();
    expect(await runIn(box.root, 'audit', 'verify')).toMatchObject({
      code: 0,
      out: 'The log is intact: 0 entries.\n',
    });
  });

  it.each<[string, (text: string) => string]>([
    ['an edited line', (text) => text.replace('"reason":"no"', '"reason":"yes"')],
    ['a removed line', (text) => text.split('\n').slice(1).join('\n')],
    ['lines in another order', (text) => text.trimEnd().split('\n').reverse().join('\n').concat('\n')],
    ['an end that was cut off', (text) => `${text.split('\n')[0]}\n`],
    ['a line that is none of ours', (text) => `${text}hello\n`],
  ])('names %s and ends with 1, the findings on standard output', async (_what, change) => {
    const box = await boxWithLog('one', 'two');
    writeFileSync(logFile(box), change(logText(box)));
    const { code, out, err } = await runIn(box.root, 'audit', 'verify', '--json');
    expect(code).toBe(1);
    const verdict: { intact: boolean; problems: readonly object[] } = JSON.parse(out);
    expect(verdict.intact).toBe(false);
    expect(verdict.problems.length).toBeGreaterThan(0);
    expect(JSON.parse(err)).toMatchObject({ code: 'log-broken' });
    const plain = await runIn(box.root, 'audit', 'verify');
    expect(plain.out).toMatch(/^(?:\d{4}-\d\d\.jsonl|checkpoint\.json) line \d+: /);
    expect(plain.err).toContain('The log is not what was written');
  });

  it('changes nothing in a broken log, and no decision is made with it', async () => {
    const box = await boxWithLog('one');
    appendFileSync(logFile(box), 'hello\n');
    const copy = join(box.root, 'copy');
    cpSync(auditOf(box), copy, { recursive: true });
    await runIn(box.root, 'audit', 'verify');
    box.addJob('two');
    const { code, err } = await runLater(box.root, 'approve', `${SENDER}/two`, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ code: 'log-broken' });
    const contents = (folder: string) =>
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    expect(contents(auditOf(box))).toEqual(contents(copy));
  });

  it('misses a log that was there', async () => {
    const box = await boxWithLog('one');
    rmSync(auditOf(box), { recursive: true });
    for (const command of ['verify', 'export']) {
      const { code, err } = await runIn(box.root, 'audit', command, '--json');
      expect([command, code, JSON.parse(err).code]).toEqual([command, 1, 'read-failed']);
    }
  });

  it('says why when the log cannot be read', async () => {
    const box = await boxWithLog();
    mkdirSync(join(box.root, OWNER, 'app_data', 'gatehouse'), { recursive: true });
    writeFileSync(auditOf(box), 'no folder');
    for (const command of ['verify', 'export']) {
      const { code, out, err } = await runIn(box.root, 'audit', command, '--json');
      expect([command, code, out]).toEqual([command, 1, '']);
      expect(JSON.parse(err)).toMatchObject({ code: 'read-failed' });
    }
  });
});
