import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import packageFacts from '../package.json' with { type: 'json' };
import { composeSession } from './compose.ts';
import { runDesktop } from './hosts/electron/run-desktop.ts';

const bundles = dirname(dirname(fileURLToPath(import.meta.url)));
const project = dirname(bundles);

await runDesktop({
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  pageFolder: join(bundles, 'renderer'),
  preload: join(bundles, 'preload', 'preload.cjs'),
  compose: () =>
    composeSession({
      host: 'electron',
      version: packageFacts.version,
      env: process.env,
      home: app.getPath('home'),
      userData: app.getPath('userData'),
      practiceFolder: join(project, 'assets', 'practice'),
      scratch: tmpdir(),
    }),
});
