import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPythonYaml } from '../../../main/core/python-yaml/read.ts';
import { writePythonYaml } from '../../../main/core/python-yaml/write.ts';
import { comparable, decodeValue, type Encoded } from './encoded-value.ts';

// Made by running PyYAML 6: `read` text -> `value` or `error`; `write` value -> `yaml` text.
type Row =
  | { readonly read: string; readonly value: Encoded }
  | { readonly read: string; readonly error: string }
  | { readonly write: Encoded; readonly yaml: string };

const FILE = new URL('../../vectors/python_yaml_more.jsonl', import.meta.url);

function readRows(): readonly Row[] {
  const lines = readFileSync(FILE, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): Row => JSON.parse(line));
}

const rows = readRows();

describe('what PyYAML does', () => {
  it('has rows of every kind', () => {
    expect(rows.filter((row) => 'write' in row).length).toBeGreaterThan(200);
    expect(rows.filter((row) => 'value' in row).length).toBeGreaterThan(300);
    expect(rows.filter((row) => 'error' in row).length).toBeGreaterThan(150);
  });

  it('reads every text to the same value', () => {
    for (const row of rows) {
      if (!('value' in row)) continue;
      const reading = readPythonYaml(row.read);
      expect(reading.ok ? comparable(reading.value) : reading, row.read).toEqual(
        comparable(decodeValue(row.value)),
      );
    }
  });

  it('refuses every text that it refuses', () => {
    for (const row of rows) {
      if ('error' in row) expect(readPythonYaml(row.read), row.read).toMatchObject({ ok: false });
    }
  });

  it('writes every value to the same bytes', () => {
    for (const row of rows) {
      if ('write' in row) expect(writePythonYaml(decodeValue(row.write))).toBe(row.yaml);
    }
  });

  it('reads back what it wrote', () => {
    for (const row of rows) {
      if (!('write' in row)) continue;
      const reading = readPythonYaml(row.yaml);
      const value = decodeValue(row.write);
      expect(writePythonYaml(reading.ok ? reading.value : reading.reason), row.yaml).toBe(
        writePythonYaml(value),
      );
    }
  });
});
