// Checks a Gatehouse log with nothing but Node 20 and this file: node docs/verify-audit.mjs FOLDER
// FOLDER is app_data/gatehouse/audit in the datasite, or a copy of it. Nothing in it is changed.
// Exit code: 0 the log is whole, 1 something is wrong (each fault on a line of its own), 2 wrong usage.
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FIRST_PREV = '0'.repeat(64);
const LONGEST = 1024 * 1024;
const HEX = /^[0-9a-f]{64}$/;

const folder = process.argv[2];
if (folder === undefined || process.argv.length > 3) {
  console.error('Usage: node verify-audit.mjs FOLDER');
  process.exit(2);
}

let faults = 0;
function fault(file, line, text) {
  faults += 1;
  console.log(line === 0 ? `${file}: ${text}` : `${file}:${line}: ${text}`);
}

/** Calls `take` with the bytes of every line; `whole` is false for one without a newline at its end. */
async function eachLine(path, take) {
  let rest = Buffer.alloc(0);
  let tooLong = false;
  for await (const chunk of createReadStream(path)) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      const bytes = Buffer.concat([rest, chunk.subarray(from, at)]);
      take(tooLong || bytes.length > LONGEST ? null : bytes, true);
      rest = Buffer.alloc(0);
      tooLong = false;
      from = at + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > LONGEST) {
      tooLong = true;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0 || tooLong) take(tooLong ? null : rest, false);
}

/** The one spelling an entry has: sorted keys, no white space. Throws when it is nested beyond reason. */
function spell(value, depth = 0) {
  if (depth > 20) throw new Error('nested too deep');
  if (Array.isArray(value)) return `[${value.map((item) => spell(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${spell(value[key], depth + 1)}`).join(',')}}`;
}

/** The entry in a line, or a text saying why there is none. */
function readEntry(bytes, whole) {
  if (!whole) return 'the last line is torn: it does not end in a newline';
  if (bytes === null) return `the line is longer than ${LONGEST} bytes`;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const entry = JSON.parse(text);
    if (!Number.isSafeInteger(entry?.seq) || entry.seq < 1) return 'the entry has no sequence number';
    if (!HEX.test(entry.prev)) return 'the entry names no line before it';
    return { seq: entry.seq, prev: entry.prev, spelledWell: spell(entry) === text };
  } catch {
    return 'the line is not one JSON object in UTF-8';
  }
}

/** The checkpoint: null when there is none, a text when it cannot be used. */
function readCheckpoint() {
  let text;
  try {
    text = readFileSync(join(folder, 'checkpoint.json'), 'utf8');
  } catch (error) {
    return error.code === 'ENOENT' ? null : 'it cannot be read';
  }
  try {
    const { seq, hash } = JSON.parse(text);
    if (Number.isSafeInteger(seq) && seq >= 0 && HEX.test(hash)) return { seq, hash };
  } catch {}
  return 'it does not hold a sequence number and a hash';
}

let names;
try {
  names = readdirSync(folder).filter((name) => /^\d{4}-\d{2}\.jsonl$/.test(name));
} catch (error) {
  console.error(`${folder} cannot be read: ${error.message}`);
  process.exit(2);
}

const checkpoint = readCheckpoint();
const known = typeof checkpoint === 'object' ? checkpoint : null;
let before = { seq: 0, hash: FIRST_PREV };
let entries = 0;
let reached = known === null || known.seq === 0;

function follow(file, line, entry, hash) {
  const expected = before.seq + 1;
  if (entry.seq > expected) {
    fault(file, line, `entries ${expected} to ${entry.seq - 1} are missing before entry ${entry.seq}`);
  } else if (entry.seq < expected) {
    fault(file, line, `entry ${entry.seq} where entry ${expected} was due: moved, repeated or put in`);
  } else if (entry.prev !== before.hash) {
    fault(
      file,
      line,
      `entry ${entry.seq} does not carry the hash of the line before: one of the two was changed`,
    );
  }
  if (!entry.spelledWell) fault(file, line, 'the entry is not in its one spelling: it was edited');
  if (known !== null && entry.seq === known.seq) {
    reached = true;
    if (hash !== known.hash)
      fault(file, line, `entry ${entry.seq} is not the one in checkpoint.json: it was changed`);
  }
  before = { seq: entry.seq, hash };
}

for (const file of names.sort()) {
  const path = join(folder, file);
  if (!lstatSync(path).isFile()) {
    fault(file, 0, 'not a regular file, so not read');
    continue;
  }
  let line = 0;
  await eachLine(path, (bytes, whole) => {
    line += 1;
    entries += 1;
    const hash = bytes === null ? '' : createHash('sha256').update(bytes).digest('hex');
    const entry = readEntry(bytes, whole);
    if (typeof entry === 'object') {
      follow(file, line, entry, hash);
    } else {
      fault(file, line, entry);
      before = { seq: before.seq + 1, hash };
    }
  });
}

if (typeof checkpoint === 'string') fault('checkpoint.json', 0, checkpoint);
if (checkpoint === null && entries > 0)
  fault('checkpoint.json', 0, 'it is missing, so a cut-off end cannot be told');
if (!reached) {
  fault(
    'checkpoint.json',
    0,
    `it knows entry ${known.seq}, but the log ends at entry ${before.seq}: the end was cut off`,
  );
}

console.log(faults === 0 ? `Whole: ${entries} entries.` : `${faults} faults in ${entries} lines.`);
process.exit(faults === 0 ? 0 : 1);
