import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useOf } from '../../store/use-screen.ts';
import { INBOX } from '../inbox/words.ts';
import { ChangedDialog } from './changed-dialog.tsx';
import { DecisionBar } from './decision-bar.tsx';
import { DiskBanner } from './disk-banner.tsx';
import { JobHeader } from './job-header.tsx';
import { JobTabs } from './job-tabs.tsx';
import { ProblemsBox } from './problems-box.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import { JOB } from './words.ts';

/** The job that is read, with the bar that decides about it always in view. */
export function JobPage() {
  const opened = useOf(
    (screen) => screen.detail,
    (state) => state.opened,
  );
  switch (opened.kind) {
    case 'none':
      return <p className="job-page job-page-empty">{INBOX.nothingChosen}</p>;
    case 'opening':
      return <Opening id={opened.id} />;
    case 'refused':
      return (
        <div className="job-page">
          <ProblemNote problem={opened.problem} />
        </div>
      );
    case 'open':
      return (
        <article className="job-page" aria-label={JOB.page}>
          <JobHeader detail={opened.detail} />
          <DiskBanner disk={opened.disk} />
          <ProblemsBox defects={opened.detail.defects} />
          <JobTabs detail={opened.detail} />
          <DecisionBar detail={opened.detail} disk={opened.disk} />
          <RejectDialog key={opened.id} name={opened.detail.name} />
          <WithdrawDialog name={opened.detail.name} />
          <ChangedDialog />
        </article>
      );
  }
}

/** The head of a job that is on its way, so that the page does not blink. */
function Opening({ id }: { readonly id: string }) {
  const row = useOf(
    (screen) => screen.jobs,
    (state) => state.list?.byId.get(id) ?? null,
  );
  if (row === null) return <p className="job-page job-page-empty">{JOB.opening}</p>;
  return (
    <article className="job-page" aria-label={JOB.page} aria-busy="true">
      <header className="job-header">
        <div className="job-title">
          <h1>
            <Plain text={row.name} />
          </h1>
        </div>
        <div className="job-facts">
          <span className="job-sender">
            <Plain text={row.sender} />
          </span>
          <span>{JOB.opening}</span>
        </div>
      </header>
    </article>
  );
}
