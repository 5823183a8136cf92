import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileStore, KeywardError, openLicense, systemDevice } from '@keyward/sdk';
import { LICENSING } from './licensing.mjs';
import { Window } from './window.mjs';

/** Where programs keep their data, by system. */
const DATA_FOLDERS = {
  darwin: join(homedir(), 'Library/Application Support'),
  linux: process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state'),
  win32: process.env.APPDATA ?? homedir(),
};

const TEXTS = {
  no_license_key: 'Type your license key',
  no_answer: 'Connect to the network to start the program for the first time',
  unreachable: 'The license could not be checked for too long: connect to the network',
  clock_turned_back: 'The clock of this device is wrong: set it, and connect to the network',
  EXPIRED: 'Your license has expired',
  REVOKED: 'Your license was revoked',
  NOT_ACTIVATED: 'This device is not activated any more',
  DEVICE_MISMATCH: 'Your license is activated on other devices only: type your license key to activate this one',
};

const window = new Window();
const license = await openLicense({
  ...LICENSING,
  store: fileStore(join(DATA_FOLDERS[process.platform] ?? homedir(), 'editor/license')),
  device: systemDevice(),
  graceDays: 14,
});

/** The one place that decides what the window offers. It is called again whenever the license changes. */
function render(state) {
  if (!state.usable) {
    return window.show('license', TEXTS[state.reason] ?? `This program is not licensed: ${state.reason}`);
  }
  const notice = state.kind === 'grace' ? `, connect before ${state.until.toISOString().slice(0, 10)}` : '';
  window.show('editor', `ready${notice}${state.features.includes('export') ? ', with export' : ''}`);
}

/** Calls that the user started tell the user why they failed. */
async function attempt(action) {
  try {
    await action();
  } catch (error) {
    // Anything else is a mistake in this program.
    if (!(error instanceof KeywardError)) {
      throw error;
    }
    window.show(
      'error',
      error.isUnreachable ? 'The license server cannot be reached' : (error.description ?? error.message),
    );
  }
}

license.on('change', render);
render(license.state);
await window.run({
  activate: (key) => attempt(() => license.activate(key)),
  check: () => license.check(),
  release: () => attempt(() => license.release()),
  save: () =>
    window.show('editor', license.state.usable ? 'saved' : 'saved as a draft: your work is never locked away'),
  export: () => window.show('editor', license.state.features.includes('export') ? 'exported' : 'not in your edition'),
});
window.close();
await license.close();
