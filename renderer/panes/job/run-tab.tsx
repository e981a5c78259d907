import type { JobDetail } from '../../../shared/view/job.ts';
import { FileText } from './file-text.tsx';
import { NotShown } from './not-shown.tsx';
import { CODE } from './words.ts';

const RUN_SCRIPT = 'run.sh';

/** The script that would be executed. */
export function RunTab({ detail }: { readonly detail: JobDetail }) {
  const file = detail.listing.find((one) => one.path === RUN_SCRIPT) ?? null;
  if (detail.runScript !== null && file !== null) return <FileText file={file} text={detail.runScript} />;
  if (file !== null) return <NotShown head={CODE.notShown} why={file.why ?? ''} />;
  return <NotShown head={CODE.noRunScript} why={CODE.noRunScriptNext} />;
}
