import { readFileSync, writeFileSync } from 'node:fs';

// Decides the way the Python client does: reads the state, and where it still waits, writes the file anew in place,
// without a temporary file and without any lock. Started by two-writers.test.ts.
interface Asked {
  readonly path: string;
  readonly text: string;
  /** How often to look before writing, so that it meets the other writer at different moments. */
  readonly looks: number;
}

process.on('message', ({ path, text, looks }: Asked) => {
  let now = '';
  for (let look = 0; look < looks; look += 1) now = readFileSync(path, 'utf8');
  if (now.endsWith('\nstatus: pending\n')) {
    writeFileSync(path, text);
    process.send?.('written');
  } else {
    process.send?.('refused');
  }
});
