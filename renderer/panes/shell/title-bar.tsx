import { FolderLock, ShieldCheck } from 'lucide-react';
import { Chip } from '../../parts/chip.tsx';
import { Plain, plainText } from '../../parts/plain.tsx';
import { useOf } from '../../store/use-screen.ts';
import { APP } from './words.ts';

/** Whose datasite this is, where it lies, and whether anything is approved without its owner. */
export function TitleBar() {
  const datasite = useOf(
    (screen) => screen.session,
    (state) => state.session?.datasite ?? null,
  );
  return (
    <header className="title-bar">
      <div className="title-name">
        <ShieldCheck size={18} aria-hidden="true" />
        <strong>{APP.name}</strong>
      </div>
      {datasite === null ? null : (
        <div className="title-datasite">
          <FolderLock size={18} aria-hidden="true" />
          <strong>
            <Plain text={datasite.owner} />
          </strong>
          <span className="title-box" title={plainText(datasite.box)}>
            <Plain text={datasite.box} />
          </span>
          {datasite.practice ? (
            <Chip tone="accent" title={APP.practiceTitle}>
              {APP.practice}
            </Chip>
          ) : null}
        </div>
      )}
      {datasite === null ? null : (
        <div className="posture">
          <span className="posture-dot" aria-hidden="true" />
          {APP.posture}
        </div>
      )}
    </header>
  );
}
