import './link/no-eval.ts';

import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';
import './style/shell.css';
import './style/inbox.css';
import './style/job.css';
import './style/code.css';
import './style/dialogs.css';
import './style/pages.css';
import './style/access.css';
import './style/permissions.css';

import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createLink } from './link/link.ts';
import { pageNonce } from './link/nonce.ts';
import { createScreen } from './store/screen.ts';

// What Radix puts into the page's head carries the nonce of its content policy.
setNonce(pageNonce());

const link = createLink();
const screen = createScreen({
  client: link.client,
  clock: () => performance.now(),
  today: () => Date.now(),
});
const follow = () => screen.connect(link.status.get().is);
link.status.subscribe(follow);
follow();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
createRoot(root).render(<App screen={screen} link={link} />);
