#!/usr/bin/env node
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensureBuild, ensureDependencies, projectFolder, say } from './set-up.mjs';

const args = process.argv.slice(2);
// Whoever asks for JSON reads a problem on standard error, and nothing else.
const tell = args.includes('--json') ? () => {} : say;
checkNode();
ensureDependencies(tell);
ensureBuild(tell);
const { runCommandLine } = await import(pathToFileURL(join(projectFolder, 'out', 'main', 'cli.js')).href);
process.exitCode = await runCommandLine(args);
