/**
 * Faults of the desktop host that its specs must notice, put into a copy of the build:
 * `node test/electron-double/faults.mjs test/e2e/electron/faults.mjs`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** The bundle that holds a text; which one that is depends on what the hosts share. */
function bundleWith(text) {
  const names = readdirSync(join(root, 'out', 'main'), { recursive: true });
  const files = names.map((name) => `out/main/${name}`).filter((name) => name.endsWith('.js'));
  return (
    files.find((file) => readFileSync(join(root, file), 'utf8').includes(text)) ?? 'out/main/electron.js'
  );
}

const host = 'out/main/electron.js';
const policy = bundleWith("require-trusted-types-for 'script'");
const spec = (file, title) => [`electron/${file}`, ...(title === undefined ? [] : ['-g', title])];

/** A call of the host that is left out. */
const without = (call, name, only) => ({ name, file: host, find: `${call};`, replace: ';', only });

/** @type {import('../../electron-double/faults.mjs').Plan} */
export const plan = {
  root,
  copy: ['package.json', 'out', 'assets'],
  variable: 'GATEHOUSE_PROJECT',
  command: [
    process.execPath,
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '-c',
    join(root, 'test/e2e/playwright.config.ts'),
    '--project=desktop',
    '--max-failures=1',
    '--timeout=30000',
    '--reporter=dot',
  ],
  faults: [
    without('sandboxEveryPage()', 'pages are not sandboxed', spec('isolation', 'sandboxed')),
    without('registerPageScheme()', 'the scheme is not registered', spec('start', 'practice')),
    without('resolveNoNames(app.commandLine)', 'names are looked up', spec('policy', 'no name')),
    without('guardEveryPage()', 'no page is guarded', spec('navigation')),
    without('refuseNavigation(contents)', 'the page may leave', spec('navigation', 'cannot')),
    without('refuseFrameNavigation(contents)', 'frames may be filled', spec('navigation', 'frames')),
    without('refuseRedirects(contents)', 'redirects are followed', spec('navigation', 'redirects')),
    without('refuseWindows(contents)', 'the page may open windows', spec('navigation', 'opens nothing')),
    without('refuseWebviews(contents)', 'webviews may be attached', spec('navigation', 'webviews')),
    without(
      'refuseOutsideRequests(session)',
      'the outside may be requested',
      spec('policy', 'not even main'),
    ),
    without('refuseDownloads(session)', 'files are taken in', spec('policy', 'no file')),
    without('fetchNoDictionaries(session)', 'dictionaries are fetched', spec('policy', 'no name')),
    {
      name: 'permissions are granted',
      file: host,
      find: 'refusePermissionRequests(session);\n\trefusePermissionChecks(session);',
      replace: '',
      only: spec('policy', 'permission'),
    },
    {
      name: 'the page may reach Node',
      file: host,
      find: 'nodeIntegration: false',
      replace: 'nodeIntegration: true',
      only: spec('start', 'practice'),
    },
    {
      name: 'the preload is not kept apart from the page',
      file: host,
      find: 'contextIsolation: true',
      replace: 'contextIsolation: false',
      only: spec('start', 'practice'),
    },
    {
      name: 'the sender of a message is not checked',
      file: host,
      find: 'isTrusted: trustScreens(screens, PAGE_ORIGIN)',
      replace: 'isTrusted: () => true',
      only: spec('isolation', 'main answers'),
    },
    {
      name: 'only the window is checked, not what it shows',
      file: host,
      find: 'originOf(senderFrame.url) === origin &&',
      replace: '',
      only: spec('isolation', 'main answers'),
    },
    {
      name: 'any host of the scheme is ours',
      file: host,
      find: 'return address.startsWith(PAGE_URL)',
      replace: 'return address.startsWith("app://")',
      only: spec('policy', 'elsewhere'),
    },
    {
      name: 'the page may fetch',
      file: host,
      find: 'connections: "none"',
      replace: 'connections: "own-server"',
      only: spec('policy', 'reaches nothing'),
    },
    {
      name: 'code may come from an address',
      file: policy,
      find: "script-src 'self'",
      replace: "script-src 'self' data:",
      only: spec('policy', 'runs no code'),
    },
    {
      name: 'style may come from the page',
      file: policy,
      find: "style-src 'self' 'nonce-",
      replace: "style-src 'self' 'unsafe-inline' 'none-",
      only: spec('policy', 'runs no code'),
    },
    {
      name: 'text may become HTML',
      file: policy,
      find: "require-trusted-types-for 'script'",
      replace: "frame-src 'none'",
      only: spec('policy', 'runs no code'),
    },
    {
      name: 'a picture may come as data',
      file: policy,
      find: "img-src 'self'",
      replace: "img-src 'self' data:",
      only: spec('policy', 'reaches nothing'),
    },
    {
      name: 'the bridge is missing',
      file: 'out/preload/preload.cjs',
      find: 'exposeInMainWorld("gatehouse"',
      replace: 'exposeInMainWorld("gatehose"',
      only: spec('start', 'practice'),
    },
    {
      name: 'a second program runs beside the first',
      file: host,
      find: '!app.requestSingleInstanceLock(wishOf(asked.value))',
      replace: 'false',
      only: spec('second-start', 'brings'),
    },
    without('bringForward(window)', 'a second start leaves the first hidden', spec('second-start', 'brings')),
    {
      name: 'what a second start asks for is lost',
      file: host,
      find: 'parseWish(handedOver)',
      replace: 'null',
      only: spec('second-start', 'hands over'),
    },
    {
      name: 'the datasite is not let go at the end',
      file: host,
      find: 'leaving.before(() => gatehouse.stop())',
      replace: 'void 0',
      only: spec('window', 'closing'),
    },
    {
      name: 'the place of the window is forgotten',
      file: host,
      find: 'return memory.write(place)',
      replace: 'return null',
      only: spec('window', 'comes back where'),
    },
    {
      name: 'lost screens stay lost',
      file: host,
      find: 'else page.reload()',
      replace: 'else void 0',
      only: spec('window', 'lost'),
    },
    {
      name: 'the chosen theme is not followed',
      file: host,
      find: 'if (push.name === "preferences.changed") chooseTheme(push.payload)',
      replace: 'void 0',
      only: spec('window', 'theme'),
    },
    {
      name: 'waking up goes unnoticed',
      file: host,
      find: 'powerMonitor.on("resume"',
      replace: 'powerMonitor.on("suspend"',
      only: spec('window', 'sleep'),
    },
    {
      name: 'a start that fails looks like one that went well',
      file: host,
      find: 'sayProblem(problem);\n\tapp.exit(1)',
      replace: 'sayProblem(problem);\n\tapp.exit(0)',
      only: spec('start', 'no datasite'),
    },
  ],
};
