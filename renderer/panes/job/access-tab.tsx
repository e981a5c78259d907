import { FileClock, Lock, LockOpen } from 'lucide-react';
import { useEffect } from 'react';
import type { JobDetail } from '../../../shared/view/job.ts';
import type { JobAccess } from '../../../shared/view/permissions.ts';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { When } from '../../parts/when.tsx';
import { folderOfRuleFile } from '../../store/permissions/wish.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { ACCESS, showText } from '../permissions/words.ts';
import { SenderBadge } from '../sender-badge.tsx';
import { whoText } from '../sender-words.ts';

/** Who can write into the job and why, and what its sender's proof rests on. */
export function AccessTab({ detail }: { readonly detail: JobDetail }) {
  const { permissions } = useScreen();
  const { value, problem } = useOf(
    (screen) => screen.permissions.job,
    (state) => state,
  );
  const isShown = useOf(
    (screen) => screen.permissions.job,
    (state) => state.input?.id === detail.id,
  );
  // The page's copy of the job is a new one whenever anything about the job or its proof became different.
  useEffect(() => {
    if (detail.own) void permissions.job.ask({ id: detail.id });
  }, [permissions, detail]);
  if (!detail.own) return <p className="file-empty">{ACCESS.elsewhere}</p>;
  if (isShown && problem !== null) return <ProblemNote problem={problem} />;
  if (!isShown || value === null) return <p className="file-empty">{ACCESS.loading}</p>;
  return <Access access={value} />;
}

function Access({ access }: { readonly access: JobAccess }) {
  const { proof, freeze, rulesChangedSince } = access;
  return (
    <>
      {rulesChangedSince === null ? null : (
        <div className="note note-warn" role="status">
          <FileClock size={18} aria-hidden="true" />
          <div className="note-text">
            <strong>{ACCESS.changed}</strong> <Plain text={rulesChangedSince} />
          </div>
        </div>
      )}
      {freeze === null ? null : <Freeze freeze={freeze} />}
      <div className="details">
        <p className="access-proof">
          <SenderBadge proof={proof} /> <Plain text={proof.sentence} />
        </p>
        <Holders title={ACCESS.writers} note={ACCESS.besides} holders={once(access.writers)} />
        <Holders title={ACCESS.readers} note={ACCESS.besidesToo} holders={once(access.readers)} />
        <RestsOn files={access.restsOn} />
      </div>
    </>
  );
}

function Freeze({ freeze }: { readonly freeze: NonNullable<JobAccess['freeze']> }) {
  const Icon = freeze.holds ? Lock : LockOpen;
  return (
    <div className={freeze.holds ? 'note note-ok' : 'note note-bad'} role="status">
      <Icon size={18} aria-hidden="true" />
      <div className="note-text">
        {freeze.holds ? <strong>{ACCESS.frozen} </strong> : null}
        <Plain text={freeze.sentence} />
      </div>
    </div>
  );
}

function Holders({
  title,
  note,
  holders,
}: {
  readonly title: string;
  readonly note: string;
  readonly holders: JobAccess['writers'];
}) {
  return (
    <section className="facts" aria-label={title}>
      <h2>{title}</h2>
      <p className="facts-note">{holders.length === 0 ? ACCESS.nobody : note}</p>
      {holders.length === 0 ? null : (
        <table className="access-table holders">
          <thead>
            <tr>
              <th scope="col">{ACCESS.who}</th>
              <th scope="col">{ACCESS.pattern}</th>
              <th scope="col">{ACCESS.file}</th>
            </tr>
          </thead>
          <tbody>
            {holders.map((holder) => (
              <tr key={JSON.stringify(holder)}>
                <th scope="row">
                  <Plain text={whoText(holder.who)} />
                </th>
                <td>
                  <code>
                    <Plain text={holder.pattern} />
                  </code>
                </td>
                <td>
                  <FileLink path={holder.file} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function RestsOn({ files }: { readonly files: JobAccess['restsOn'] }) {
  return (
    <section className="facts" aria-label={ACCESS.rests}>
      <h2>{ACCESS.rests}</h2>
      <p className="facts-note">{files.length === 0 ? ACCESS.restsOnNothing : ACCESS.restsNote}</p>
      {files.length === 0 ? null : (
        <table className="access-table rule-files">
          <thead>
            <tr>
              <th scope="col">{ACCESS.file}</th>
              <th scope="col">{ACCESS.changedAt}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.path}>
                <td>
                  <FileLink path={file.path} />
                </td>
                <td>
                  <When at={file.changedAt} as="exact" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Each holder once: who is in two lists of one rule is named twice. */
function once(holders: JobAccess['writers']): JobAccess['writers'] {
  return [...new Map(holders.map((holder) => [JSON.stringify(holder), holder])).values()];
}

/** A rule file by its path; leads to its folder on the Permissions screen. */
function FileLink({ path }: { readonly path: string }) {
  const { permissions, view } = useScreen();
  const folder = folderOfRuleFile(path);
  const show = () => {
    view.go('permissions');
    void permissions.goTo(folder);
  };
  return (
    <button type="button" className="link access-file" title={showText(folder)} onClick={show}>
      <Plain text={path} />
    </button>
  );
}
