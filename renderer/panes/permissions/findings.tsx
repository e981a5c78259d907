import type { LucideIcon } from 'lucide-react';
import { CircleCheck, Eye, FileX, PenLine, ShieldAlert } from 'lucide-react';
import type { PermissionFinding } from '../../../shared/view/permissions.ts';
import { Chip } from '../../parts/chip.tsx';
import { Plain } from '../../parts/plain.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { folderOfRuleFile } from '../../store/permissions/wish.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import { FINDINGS, findingsTitle, findingWord, PERMISSIONS, showText } from './words.ts';

const ICONS: Readonly<Record<PermissionFinding['code'], LucideIcon>> = {
  'rule-file-broken': FileX,
  'anyone-may-write': PenLine,
  'anyone-may-read': Eye,
  'own-folder-exposed': ShieldAlert,
};

/** What the owner should look at before anything else, each with the way there. */
export function Findings() {
  const { value, problem } = useOf(
    (screen) => screen.permissions.findings,
    (state) => state,
  );
  if (problem !== null) return <ProblemNote problem={problem} />;
  if (value === null) return <p className="note note-quiet">{PERMISSIONS.loading}</p>;
  if (value.findings.length === 0) {
    return (
      <p className="note note-quiet">
        <CircleCheck size={18} aria-hidden="true" />
        <span className="note-text">
          <strong>{FINDINGS.none}.</strong> {FINDINGS.noneText}
        </span>
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard.
    <section className="findings" aria-label={FINDINGS.title} tabIndex={0}>
      <h2>{findingsTitle(value.findings.length)}</h2>
      <ul>
        {value.findings.map((finding) => (
          <Finding key={`${finding.code} ${finding.path}`} finding={finding} />
        ))}
      </ul>
      {value.more ? <p className="findings-more">{FINDINGS.more}</p> : null}
    </section>
  );
}

function Finding({ finding }: { readonly finding: PermissionFinding }) {
  const { permissions } = useScreen();
  const folder = folderOfRuleFile(finding.path);
  const Icon = ICONS[finding.code];
  return (
    <li className="finding">
      <Icon size={16} aria-hidden="true" />
      <Chip tone={finding.code === 'anyone-may-read' ? 'warn' : 'bad'}>{findingWord(finding.code)}</Chip>
      <span className="finding-text">
        <Plain text={finding.text} />
      </span>
      <button
        type="button"
        className="link"
        aria-label={showText(folder)}
        onClick={() => void permissions.goTo(folder)}
      >
        {FINDINGS.show}
      </button>
    </li>
  );
}
