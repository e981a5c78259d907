import type { LucideIcon } from 'lucide-react';
import { Ban, Info, TriangleAlert } from 'lucide-react';
import { type DefectWeight, weightOf } from '../../../shared/terms/defect.ts';
import type { DefectView } from '../../../shared/view/job.ts';
import { Plain } from '../../parts/plain.tsx';
import { WEIGHTS } from '../defect-words.ts';
import { JOB } from './words.ts';

const ORDER: readonly DefectWeight[] = ['blocks', 'acknowledge', 'note'];
const ICONS: Readonly<Record<DefectWeight, LucideIcon>> = {
  blocks: Ban,
  acknowledge: TriangleAlert,
  note: Info,
};

/** Every defect in its own words, those that rule the job out first. */
export function ProblemsBox({ defects }: { readonly defects: readonly DefectView[] }) {
  if (defects.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard.
    <section className="problems" aria-label={JOB.problems} tabIndex={0}>
      {ORDER.map((weight) => (
        <Group key={weight} weight={weight} defects={defects.filter((one) => weightOf(one) === weight)} />
      ))}
    </section>
  );
}

function Group({
  weight,
  defects,
}: {
  readonly weight: DefectWeight;
  readonly defects: readonly DefectView[];
}) {
  if (defects.length === 0) return null;
  const Icon = ICONS[weight];
  return (
    <div className={`problems-${weight}`}>
      <h2>
        <Icon size={16} aria-hidden="true" />
        {WEIGHTS[weight]}
      </h2>
      <ul>
        {defects.map((defect, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same defect may occur twice with the same words.
          <li key={place}>
            {defect.path === null || defect.text.includes(defect.path) ? null : (
              <code className="problem-path">
                <Plain text={defect.path} />
              </code>
            )}
            <Plain text={defect.text} />
          </li>
        ))}
      </ul>
    </div>
  );
}
