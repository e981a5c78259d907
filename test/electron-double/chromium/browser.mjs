import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CdpPipe } from './pipe.mjs';
import { makeProfile, removeProfile } from './profile.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// Nothing may leave the machine, whatever a page asks for.
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-search-engine-choice-screen',
  '--disable-sync',
  '--disable-features=HttpsUpgrades,Translate,OptimizationHints,MediaRouter',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--password-store=basic',
  '--remote-debugging-pipe',
  NO_NETWORK,
];

/** Path of the Chromium that draws the pages. Throws a sentence when there is none. */
export function findChromium() {
  const asked = process.env.DOUBLE_CHROMIUM ?? process.env.CHROMIUM_PATH;
  const found = asked ?? PLACES.find((place) => existsSync(place));
  if (found) return found;
  throw new Error('electron double: no Chromium found; install it or set DOUBLE_CHROMIUM to its path');
}

/** The Chromium behind one run of the double: a process, a throw-away profile and a debugging pipe. */
export class Browser {
  #process;
  #profile;
  pipe;

  /** @param {{ debuggingPort: string | undefined }} options a port lets Playwright connect as well */
  constructor({ debuggingPort }) {
    this.#profile = makeProfile();
    const flags = [...FLAGS, `--user-data-dir=${this.#profile}`];
    if (process.env.DOUBLE_HEADED !== '1') flags.push('--headless');
    if (debuggingPort !== undefined) flags.push(`--remote-debugging-port=${debuggingPort}`);
    this.#process = spawn(findChromium(), flags, {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.#passOnMessages();
    const [, , , toChromium, fromChromium] = this.#process.stdio;
    this.pipe = new CdpPipe(
      /** @type {import('node:stream').Writable} */ (toChromium),
      /** @type {import('node:stream').Readable} */ (fromChromium),
    );
    this.#process.on('exit', () => this.pipe.close());
    this.#process.on('error', () => this.pipe.close());
  }

  get pid() {
    return this.#process.pid ?? 0;
  }

  dispose() {
    this.#killAll();
    removeProfile(this.#profile);
  }

  /** Chromium's helpers are in its process group. */
  #killAll() {
    try {
      if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  /** Playwright reads Chromium's "DevTools listening on" from our stderr, as it would from Electron's. */
  #passOnMessages() {
    this.#process.stderr?.setEncoding('utf8').on('data', (text) => {
      for (const line of text.split('\n')) {
        if (process.env.DOUBLE_DEBUG || line.startsWith('DevTools listening'))
          process.stderr.write(`${line}\n`);
      }
    });
  }
}
