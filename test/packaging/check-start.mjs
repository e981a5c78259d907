import assert from 'node:assert/strict';
import { join } from 'node:path';
import { _electron } from 'playwright';

/** Starts the packaged program under the double, looks at what only a packaged app does, and approves a job. */
export async function checkStart(unpacked, home) {
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), GATEHOUSE_LOG: 'silent' };
  const app = await _electron.launch({
    executablePath: join(unpacked, 'gatehouse'),
    args: ['--practice'],
    env,
    colorScheme: null,
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole('option').first().waitFor();
    assert.deepEqual(await factsOf(app), {
      isPackaged: true,
      name: 'Gatehouse',
      canInspect: false,
      debuggers: [],
      ways: [],
    });
    await approve(page);
  } finally {
    await app.close();
  }
}

/** What the packaged program is, and which ways to look inside it are left. */
function factsOf(app) {
  return app.evaluate(({ app, BrowserWindow, Menu }) => {
    const contents = BrowserWindow.getAllWindows()[0].webContents;
    contents.openDevTools();
    const items = Menu.getApplicationMenu().items.flatMap((item) => item.submenu?.items ?? []);
    return {
      isPackaged: app.isPackaged,
      name: app.getName(),
      canInspect: contents.isDevToolsOpened(),
      debuggers: ['remote-debugging-port', 'remote-debugging-pipe'].filter((name) =>
        app.commandLine.hasSwitch(name),
      ),
      ways: items.map(({ role }) => role).filter((role) => /reload|devtools/i.test(role ?? '')),
    };
  });
}

async function approve(page) {
  const job = page.getByRole('option', { name: /Readmission/ }).first();
  await job.click();
  await page.getByRole('tab', { name: 'run.sh' }).waitFor();
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  const question = page.getByRole('group', { name: 'Confirm the approval' });
  await question.getByRole('button', { name: /Approve/ }).click();
  await page
    .getByText(/Approved “Readmission/)
    .first()
    .waitFor();
}
