import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { projectFolder } from './set-up.mjs';

process.chdir(projectFolder);
rmSync(join(projectFolder, 'out'), { recursive: true, force: true });
for (const mode of ['main', 'preload', 'renderer']) {
  await build({ mode, configFile: join(projectFolder, 'vite.config.ts'), logLevel: 'warn' });
}
