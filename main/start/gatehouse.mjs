#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensureBuild, ensureDependencies, projectFolder } from './set-up.mjs';

checkNode();
ensureDependencies();
ensureBuild();
const { runCommandLine } = await import(pathToFileURL(join(projectFolder, 'out', 'main', 'cli.js')).href);
process.exitCode = await runCommandLine(process.argv.slice(2));
