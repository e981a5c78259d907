import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageFacts from '../package.json' with { type: 'json' };
import { composeSession } from './compose.ts';
import { userDataFolder } from './disk/user-data.ts';
import { openWindowMemory } from './disk/window-memory.ts';
import { runDesktop } from './hosts/electron/run-desktop.ts';

const bundles = dirname(dirname(fileURLToPath(import.meta.url)));
const project = dirname(bundles);
const userData = userDataFolder(process.env, homedir());

runDesktop({
  argv: process.argv,
  userData,
  pageFolder: join(bundles, 'renderer'),
  preload: join(bundles, 'preload', 'preload.cjs'),
  icon: join(project, 'assets', 'icons', 'png', '256x256.png'),
  memory: openWindowMemory(userData),
  compose: () =>
    composeSession({
      host: 'electron',
      version: packageFacts.version,
      env: process.env,
      home: homedir(),
      userData,
      practiceFolder: join(project, 'assets', 'practice'),
      scratch: tmpdir(),
    }),
});
