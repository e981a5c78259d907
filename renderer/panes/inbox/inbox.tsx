import { ProblemNote } from '../../parts/problem-note.tsx';
import { useOf } from '../../store/use-screen.ts';
import { JobPage } from '../job/job-page.tsx';
import { Filters } from './filters.tsx';
import { JobList } from './job-list.tsx';
import { INBOX } from './words.ts';

/** The list of jobs and the one that is read. */
export function Inbox() {
  const problem = useOf(
    (screen) => screen.jobs,
    (state) => state.problem,
  );
  return (
    <>
      <section className="list-side" aria-label={INBOX.list}>
        {problem === null ? null : <ProblemNote problem={problem} />}
        <Filters />
        <JobList />
      </section>
      <JobPage />
    </>
  );
}
