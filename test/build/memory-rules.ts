import { folderOf, foldersOnWay } from '../../main/core/permissions/paths.ts';
import { isRuleFilePath } from '../../main/core/permissions/rule-tree.ts';
import type { RuleFileFound, RuleFiles } from '../../main/ports/rule-files.ts';
import type { RuleWriter } from '../../main/ports/rule-writer.ts';
import { done, refused } from '../../shared/terms/problem.ts';
import { NOW } from './jobs.ts';

/** Rule files in memory behind the ports the disk is behind. Paths are below the datasite. */
export interface MemoryRules {
  readonly files: RuleFiles;
  readonly writer: RuleWriter;
  /** Lays a rule file down; it changed when everything else in the tests did, unless told otherwise. */
  put(path: string, text: string, changedAt?: number): void;
  remove(path: string): void;
  textOf(path: string): string | null;
  /** What was asked for, in order. */
  readonly asked: string[];
  failNextLook(): void;
  /** The next write fails, or finds that somebody else wrote. */
  failNextWrite(code: 'write-failed' | 'state-changed'): void;
  /** Called with each write as it begins. */
  onWrite(listener: (path: string, next: string | null) => void): void;
}

interface Kept {
  readonly text: string;
  readonly changedAt: number;
}

/** No rule files. Paths on disk are `DATASITE/` and the path below. */
export function memoryRules(): MemoryRules {
  const kept = new Map<string, Kept>();
  const told = new Map<string, Kept>();
  const asked: string[] = [];
  let tell: (news: readonly RuleFileFound[]) => void = () => undefined;
  let hear: (path: string, next: string | null) => void = () => undefined;
  let failing = false;
  let writeProblem: 'write-failed' | 'state-changed' | null = null;

  async function look(what: string, concerns: (path: string) => boolean): Promise<void> {
    asked.push(what);
    // As on a real disk, nothing is known before the caller has gone on.
    await Promise.resolve();
    if (failing) {
      failing = false;
      throw new Error('the disk does not answer');
    }
    const paths = new Set([...kept.keys(), ...told.keys()].filter(concerns));
    const news = [...paths].flatMap((path): RuleFileFound[] => {
      const now = kept.get(path);
      if (now === told.get(path)) return [];
      if (now === undefined) {
        told.delete(path);
        return [{ kind: 'removed', path, changedAt: NOW }];
      }
      told.set(path, now);
      return [{ kind: 'text', path, ...now }];
    });
    if (news.length > 0) tell(news);
  }

  const onWay = (path: string) => {
    const folders = new Set(foldersOnWay(`${path}/x`));
    return (file: string) => folders.has(folderOf(file));
  };

  return {
    asked,
    put: (path, text, changedAt = NOW - 7_200_000) => void kept.set(path, { text, changedAt }),
    remove: (path) => void kept.delete(path),
    textOf: (path) => kept.get(path)?.text ?? null,
    failNextLook: () => {
      failing = true;
    },
    failNextWrite: (code) => {
      writeProblem = code;
    },
    onWrite: (listener) => {
      hear = listener;
    },
    files: {
      onNews: (listener) => {
        tell = listener;
      },
      sweep: (part) => look(part, (path) => part === 'everywhere' || path.split('/').length <= 5),
      refreshOnWay: (path) => look(`way ${path}`, onWay(path)),
      refreshBelow: (path) =>
        look(`below ${path}`, (file) => onWay(path)(file) || path === '' || file.startsWith(`${path}/`)),
      async folders(path, limit) {
        const below = [...kept.keys()].map(folderOf).filter((folder) => folder !== '');
        const names = below
          .filter((folder) => path === '' || folder.startsWith(`${path}/`))
          .map((folder) => folder.slice(path === '' ? 0 : path.length + 1).split('/')[0] ?? '');
        const sorted = [...new Set(names)].sort();
        return done({ names: sorted.slice(0, limit), more: sorted.length > limit });
      },
      pathOf: (disk) => disk.split('/').slice(2).join('/'),
    },
    writer: {
      read: async (path) => done(kept.get(path)?.text ?? null),
      sweepTempFiles: async () => done(0),
      async write(path, expected, next) {
        hear(path, next);
        const problem = writeProblem;
        writeProblem = null;
        if (problem !== null) return refused(problem, 'The rule file was not written.', 'Try again.');
        if (!isRuleFilePath(path)) throw new Error(`${path} is no rule file`);
        const now = kept.get(path)?.text ?? null;
        if (now !== expected && now !== next) {
          return refused('state-changed', 'Somebody wrote the rule file first.', 'Look again.');
        }
        if (next === null) kept.delete(path);
        else if (now !== next) kept.set(path, { text: next, changedAt: NOW });
        return done(null);
      },
    },
  };
}
