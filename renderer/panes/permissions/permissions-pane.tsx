import { PERMISSIONS } from './words.ts';

/** Who may touch what in the datasite. */
export function PermissionsPane() {
  return (
    <section className="wide-pane permissions" aria-label={PERMISSIONS.title}>
      <header className="pane-head">
        <h1>{PERMISSIONS.title}</h1>
      </header>
    </section>
  );
}
