import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageFacts from '../package.json' with { type: 'json' };
import { composeSession } from './compose.ts';
import { userDataFolder } from './disk/user-data.ts';
import { runHeadless } from './hosts/web/run-headless.ts';

const bundles = dirname(dirname(fileURLToPath(import.meta.url)));
const project = dirname(bundles);

const session = await composeSession({
  host: 'web',
  version: packageFacts.version,
  env: process.env,
  home: homedir(),
  userData: userDataFolder(process.env, homedir()),
  practiceFolder: join(project, 'assets', 'practice'),
  scratch: tmpdir(),
});

process.exitCode = await runHeadless({
  session,
  pageFolder: join(bundles, 'renderer'),
  args: process.argv.slice(2),
});
