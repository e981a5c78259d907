import { composeForDeciding } from '../../main/compose-cli.ts';
import { LATER, type Ran, runCli } from './command-line.ts';
import { OWNER } from './syft-box.ts';

/** Runs one command an hour from now, so that nothing has to come to rest first. */
export function runLater(box: string, ...args: readonly string[]): Promise<Ran> {
  return runCli([...args, '--box', box, '--owner', OWNER], {
    ...LATER,
    async decide(where) {
      const opened = await composeForDeciding(where);
      return opened.ok ? { ok: true, value: { ...opened.value, ...LATER } } : opened;
    },
  });
}
