import { Tabs } from 'radix-ui';
import type { JobDetail } from '../../../shared/view/job.ts';
import { useOf, useScreen } from '../../store/use-screen.ts';
import type { Tab } from '../../store/view.ts';
import { AccessTab } from './access-tab.tsx';
import { DetailsTab } from './details-tab.tsx';
import { FilesTab } from './files-tab.tsx';
import { RunTab } from './run-tab.tsx';
import { TABS } from './words.ts';

const ORDER: readonly Tab[] = ['run', 'files', 'details', 'access'];

/** run.sh first, since it is what executes; then every file; then what is known about the job and who can touch it. */
export function JobTabs({ detail }: { readonly detail: JobDetail }) {
  const { view } = useScreen();
  const tab = useOf(
    (screen) => screen.view,
    (state) => state.tab,
  );
  return (
    <Tabs.Root
      className="tabs"
      value={tab}
      onValueChange={(value) => view.turnTo(ORDER.find((one) => one === value) ?? 'run')}
    >
      <Tabs.List className="tab-list">
        {ORDER.map((one) => (
          <Tabs.Trigger key={one} value={one} className="tab">
            {TABS[one]}
            {one === 'files' ? <span className="tab-count">{detail.listing.length}</span> : null}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="run" className="tab-content" tabIndex={-1}>
        <RunTab detail={detail} />
      </Tabs.Content>
      <Tabs.Content value="files" className="tab-content" tabIndex={-1}>
        <FilesTab detail={detail} />
      </Tabs.Content>
      <Tabs.Content value="details" className="tab-content tab-details">
        <DetailsTab detail={detail} />
      </Tabs.Content>
      <Tabs.Content value="access" className="tab-content tab-details">
        <AccessTab detail={detail} />
      </Tabs.Content>
    </Tabs.Root>
  );
}
