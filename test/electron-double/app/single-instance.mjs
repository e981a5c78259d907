import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {{ argv: string[], folder: string, extra: unknown }} Start what a second start tells the first
 */

const LOCK = 'SingletonLock';
const LETTERS = 'SingletonLetters';

/** One holder a folder: a link to host and process, made in one step, as Electron's own on Linux. */
export class SingleInstance {
  #held = false;
  #folder;
  #greet;
  /** @type {import('node:fs').FSWatcher | undefined} */
  #watcher;

  /**
   * @param {() => string} folder userData, asked for at the time of locking: an app may move it before
   * @param {(start: Start) => void} greet called in the holder for each later start
   */
  constructor(folder, greet) {
    this.#folder = folder;
    this.#greet = greet;
  }

  get isHeld() {
    return this.#held;
  }

  /**
   * True when this process holds the lock; otherwise the holder is told of this start.
   * @param {Start} start
   */
  request(start) {
    if (this.#held) return true;
    mkdirSync(this.#path(LETTERS), { recursive: true });
    this.#held = this.#take();
    if (this.#held) this.#watcher = this.#awaitLetters();
    else this.#write(start);
    return this.#held;
  }

  release() {
    if (!this.#held) return;
    this.#held = false;
    this.#watcher?.close();
    rmSync(this.#path(LOCK), { force: true });
  }

  /** @param {string} name */
  #path(name) {
    return join(this.#folder(), name);
  }

  #take() {
    const owner = `${hostname()}-${process.pid}`;
    for (const isRetry of [false, true]) {
      try {
        symlinkSync(owner, this.#path(LOCK));
        return true;
      } catch {
        if (isRetry || this.#isHolderAlive()) return false;
        rmSync(this.#path(LOCK), { force: true });
      }
    }
    return false;
  }

  #isHolderAlive() {
    const pid = Number(readlinkSync(this.#path(LOCK)).split('-').at(-1));
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {Start} start */
  #write(start) {
    const draft = this.#path(`${LETTERS}-${process.pid}`);
    writeFileSync(draft, JSON.stringify(start));
    renameSync(draft, join(this.#path(LETTERS), `${process.pid}.json`));
  }

  #awaitLetters() {
    const folder = this.#path(LETTERS);
    for (const old of readdirSync(folder)) rmSync(join(folder, old));
    return watch(folder, () => this.#readLetters(folder)).unref();
  }

  /** @param {string} folder */
  #readLetters(folder) {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      /** @type {Start} */
      const start = JSON.parse(readFileSync(path, 'utf8'));
      rmSync(path);
      this.#greet(start);
    }
  }
}
