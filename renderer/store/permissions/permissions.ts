import type { Output } from '../../../shared/contract/index.ts';
import type { JobAccess } from '../../../shared/view/permissions.ts';
import type { Client } from '../../../shared/wire/client.ts';
import { createEditing, type Editing } from './editing.ts';
import { createFolders, type Folders } from './folders.ts';
import { createLatest, type Latest } from './latest.ts';
import { createQuestion, type Question } from './question.ts';
import { folderText } from './wish.ts';

type Nothing = Readonly<Record<string, never>>;

/** Who may touch what: the tree, the question, what to look at first, and changes to it. */
export interface Permissions {
  readonly folders: Folders;
  readonly question: Question;
  readonly editing: Editing;
  readonly findings: Latest<Nothing, Output<'permissions.findings'>>;
  readonly people: Latest<Nothing, Output<'permissions.people'>>;
  /** Who can touch the job on the page. */
  readonly job: Latest<{ id: string }, JobAccess>;
  /** Reads everything that is on the screen afresh; `all` = the whole screen, else only what was read before. */
  reload(all: boolean): Promise<void>;
  /** Makes a folder of the tree the question's path. */
  pick(folder: string): void;
  /** The same, for a folder that may not be on the screen yet; what is no folder of the tree is taken as a file. */
  goTo(path: string): Promise<void>;
  forget(): void;
}

/** The stores of the Permissions screen and of the job page's Access tab. */
export function createPermissions(client: Client): Permissions {
  const folders = createFolders(client);
  const question = createQuestion(client);
  const findings: Permissions['findings'] = createLatest((input) =>
    client.call('permissions.findings', input),
  );
  const people: Permissions['people'] = createLatest((input) => client.call('permissions.people', input));
  const job: Permissions['job'] = createLatest((input) => client.call('permissions.job', input));
  const editing = createEditing(client, () => void reload(true));

  async function reload(all: boolean): Promise<void> {
    const isSeen = findings.state.getState().input !== null;
    const screen = all || isSeen ? [findings.ask({}), people.ask({}), readFolders()] : [];
    await Promise.all([...screen, question.again(), job.again(), editing.preview.again()]);
  }

  async function readFolders(): Promise<void> {
    const isFirst = folders.state.getState().rows.length === 0;
    await folders.reload();
    if (isFirst) await folders.unfold();
  }

  folders.state.subscribe((after, before) => {
    if (after.chosen === before.chosen || after.chosen === null) return;
    question.put({ path: folderText(after.chosen) });
  });

  return {
    folders,
    question,
    editing,
    findings,
    people,
    job,
    reload,
    pick(folder) {
      folders.choose(folder);
      question.put({ path: folderText(folder) });
    },
    async goTo(path) {
      await folders.reveal(path);
      const { chosen } = folders.state.getState();
      question.put({ path: chosen === path ? folderText(path) : path });
    },
    forget() {
      for (const one of [folders, question, editing, findings, people, job]) one.forget();
    },
  };
}
