import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type JobConfig, parseConfigYaml } from '../../../main/core/python-yaml/config-yaml.ts';
import { type WritableYaml, writePythonYaml } from '../../../main/core/python-yaml/write.ts';
import { isList, isMapping, type YamlValue } from '../../../main/core/python-yaml/yaml-value.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Metadata = { readonly [key: string]: Json };

const FROM_THE_PATH = ['submitted_by', 'datasite_email'];
const FIXTURE = fileURLToPath(new URL('../../fixtures/syft-job/', import.meta.url));
const lines = readFileSync(new URL('../../vectors/config_yaml.jsonl', import.meta.url), 'utf8').split('\n');
const rows = lines
  .filter((line) => line !== '')
  .map((line): { metadata: Metadata; yaml: string; reads_back: boolean } => JSON.parse(line));

function isRecord(json: Json): json is Metadata {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}

function yamlOf(json: Json): WritableYaml {
  if (isRecord(json)) return new Map(Object.entries(json).map(([key, value]) => [key, yamlOf(value)]));
  return json !== null && typeof json === 'object' ? json.map(yamlOf) : json;
}

function jsonOf(value: YamlValue): Json {
  if (isMapping(value))
    return Object.fromEntries([...value].map(([key, inner]) => [String(key), jsonOf(inner)]));
  if (isList(value)) return value.map(jsonOf);
  if (value === null || typeof value !== 'object') return value;
  return value.python === 'int' ? Number(value.value) : `(${value.python})`;
}

function metadataOf(config: JobConfig): Metadata {
  return {
    name: config.name,
    type: config.type,
    submitted_at: config.submittedAt.text,
    entrypoint: config.entrypoint,
    dependencies: config.dependencies,
    files: config.files,
    is_folder_submission: config.isFolderSubmission,
    code_path: config.codePath,
    job_type: config.jobType,
    datasets: config.datasets === null ? null : Object.fromEntries(config.datasets),
    headers: Object.fromEntries([...config.headers].map(([key, value]) => [key, jsonOf(value)])),
  };
}

function inFile(metadata: Metadata): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !FROM_THE_PATH.includes(key)));
}

describe('the given configs', () => {
  it('are written to the same bytes', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) expect(writePythonYaml(yamlOf(inFile(row.metadata)))).toBe(row.yaml);
  });

  it('are read to the same fields', () => {
    for (const row of rows) {
      const reading = parseConfigYaml(row.yaml);
      expect(reading.ok && metadataOf(reading.config), row.yaml).toEqual(inFile(row.metadata));
    }
  });

  it('are ambiguous only where YAML 1.2 reads a bare 1e3 as a number', () => {
    for (const row of rows) {
      const reading = parseConfigYaml(row.yaml);
      const bare = /^(?:- |\s*[a-z_]+: )1e3$/m.test(row.yaml);
      expect(reading.ok && reading.ambiguous.length > 0, row.yaml).toBe(bare);
    }
  });
});

interface FixtureConfig {
  readonly sender: string;
  readonly job: string;
  readonly text: string;
}

function configsOfFixture(): readonly FixtureConfig[] {
  const inbox = join(FIXTURE, 'owner@lab.org/app_data/job/inbox');
  const paths = readdirSync(inbox, { recursive: true, encoding: 'utf8' });
  return paths.flatMap((path) => {
    const [sender = '', job = '', file, ...deeper] = path.split(sep);
    if (file !== 'config.yaml' || deeper.length > 0 || !statSync(join(inbox, path)).isFile()) return [];
    return [{ sender, job, text: readFileSync(join(inbox, path), 'utf8') }];
  });
}

describe('the configs of the fixture', () => {
  const view: { jobs_property_order_after_scan: readonly (readonly string[])[] } = JSON.parse(
    readFileSync(fileURLToPath(new URL('../../fixtures/syft-job.view.json', import.meta.url)), 'utf8'),
  );
  const listed = new Set(view.jobs_property_order_after_scan.map(([, sender, name]) => `${sender}/${name}`));

  it('load exactly where the Python client lists the job', () => {
    const configs = configsOfFixture();
    expect(configs.length).toBeGreaterThan(40);
    for (const { sender, job, text } of configs) {
      const reading = parseConfigYaml(text);
      const loads = reading.ok && reading.claims.length === 0;
      const name = reading.ok ? reading.config.name : job;
      expect(loads, `${sender}/${job}`).toBe(listed.has(`${sender}/${name}`));
    }
  });

  it('report a sender named inside the file', () => {
    const spoof = configsOfFixture().find(({ job }) => job === 'spoof-submitted-by');
    expect(parseConfigYaml(spoof?.text ?? '')).toMatchObject({ ok: true, claims: ['submitted_by'] });
  });

  it('read the odd times, none of them ambiguous', () => {
    const times = ['yaml-time', 'naive-time', 'epoch-time'].map((wanted) => {
      const reading = parseConfigYaml(configsOfFixture().find(({ job }) => job === wanted)?.text ?? '');
      return reading.ok
        ? [reading.config.submittedAt.text, reading.config.submittedAt.naive, reading.ambiguous]
        : null;
    });
    expect(times).toEqual([
      ['2026-05-02T03:04:05.500000+02:00', false, []],
      ['2026-05-02T00:00:00', true, []],
      ['2026-02-02T02:40:00Z', false, []],
    ]);
  });
});

const LEAST = "name: x\nsubmitted_at: '2026-05-02T00:00:00Z'\n";

describe('reading a config', () => {
  it('fills in what is missing', () => {
    expect(parseConfigYaml(LEAST)).toEqual({
      ok: true,
      config: {
        name: 'x',
        type: 'python',
        submittedAt: { text: '2026-05-02T00:00:00Z', epochMs: 1777680000000, micros: 0, naive: false },
        entrypoint: null,
        dependencies: [],
        files: [],
        isFolderSubmission: false,
        codePath: null,
        jobType: 'local',
        datasets: null,
        headers: new Map(),
      },
      ambiguous: [],
      claims: [],
    });
  });

  it.each([
    'type: perl',
    'type:',
    'job_type: remote',
    'entrypoint: 5',
    'dependencies: a',
    'dependencies:',
    'dependencies: [1]',
    'files: {a: 1}',
    'files: [null]',
    'is_folder_submission: maybe',
    'is_folder_submission: 2',
    'code_path: [x]',
    'datasets: [x]',
    'datasets: {a@b.c: x}',
    'datasets: {a@b.c: [1]}',
    'datasets: {1: []}',
    'headers: []',
    'headers:',
    'headers: {1: x}',
    '5: x',
    'true: x',
  ])('refuses %s', (line) => {
    expect(parseConfigYaml(`${LEAST}${line}\n`)).toMatchObject({ ok: false });
  });

  it.each([
    ['is_folder_submission: on', { isFolderSubmission: true }, ['is_folder_submission']],
    ["is_folder_submission: 'Yes'", { isFolderSubmission: true }, []],
    ['is_folder_submission: 1', { isFolderSubmission: true }, []],
    ['is_folder_submission: 0.0', { isFolderSubmission: false }, []],
    ['dependencies: [08, 1e3]', { dependencies: ['08', '1e3'] }, ['dependencies[0]', 'dependencies[1]']],
    ['files: [a]\nfiles: [b]', { files: ['b'] }, ['line 4: duplicated mapping key']],
    ['entrypoint: a.py\u2028', { entrypoint: 'a.py' }, ['entrypoint']],
    ['unknown: 010', {}, ['unknown']],
    ['unknown: 12:30', {}, ['unknown']],
    ['unknown: 0x10', {}, []],
    ['unknown: 2026-01-01', {}, []],
    ['unknown: 2026-01-01 00:00:00 +1', {}, []],
  ])('reads %s as Python does and says what is ambiguous', (line, fields, ambiguous) => {
    expect(parseConfigYaml(`${LEAST}${line}\n`)).toMatchObject({ ok: true, config: fields, ambiguous });
  });

  it('reports both claims', () => {
    const reading = parseConfigYaml(`${LEAST}datasite_email: a@b.c\nsubmitted_by:\n`);
    expect(reading).toMatchObject({ ok: true, claims: ['submitted_by', 'datasite_email'] });
  });

  it('says where the text is broken', () => {
    expect(parseConfigYaml(`${LEAST}files: [a\n`)).toEqual({
      ok: false,
      reason: "a ',' or a closing bracket is missing",
      line: 4,
    });
  });

  it('refuses a file that is not named fields', () => {
    for (const text of ['', '[]', 'x', '- a: 1\n'])
      expect(parseConfigYaml(text)).toMatchObject({ ok: false });
  });
});
