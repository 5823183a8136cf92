#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileStore, KeywardError, openLicense, systemDevice } from '@keyward/sdk';
import { LICENSING } from './licensing.mjs';

const USAGE = `renderer trial               try it
renderer activate <key>      license this device
renderer file <path> <key>   license this device by a file, without network
renderer license             show the license
renderer render              render a picture
renderer update <path>       download the newest version
renderer release             give up the seat of this device`;

/** What the user can do about it; other errors say themselves what happened. */
const ADVICE = {
  DOWNLOAD_CHANGED: 'The download is not what we have signed: try again in another network.',
  LICENSE_FILE_CHANGED: 'This license file was changed: save it again from our mail.',
  LICENSE_FILE_EXPIRED: 'This license file has ended: ask for a new one.',
  LICENSE_FILE_OTHER_DEVICE: 'This license file is for another device.',
  LICENSE_FILE_OTHER_KEY: 'This license file belongs to another license key.',
  METER_EXHAUSTED: 'No renders are left.',
  SEATS_EXHAUSTED: 'Your license is in use on other devices: run `renderer release` there.',
  TRIAL_USED: 'This device had its trial already.',
};

const COMMANDS = {
  trial: async () => {
    const { status } = await license.startTrial();
    console.log(status === 'granted' ? 'Your trial has started.' : 'Confirm your e-mail address first.');
  },
  activate: async (key) => show(await license.activate(key)),
  file: async (path, key) => show(await license.useFile(await readFile(path, 'utf8'), key)),
  license: () => show(license.state),
  render: async () => {
    if (!license.state.usable) {
      return show(license.state);
    }
    const { left } = await license.recordUsage('renders');
    const size = license.entitlement('max_width') ?? 640;
    console.log(`Rendered ${size} pixels, ${left ?? 'any number of'} renders left.`);
  },
  update: async (path) => {
    const update = await license.checkForUpdate();
    if (update === null) {
      return console.log('This is the newest version.');
    }
    if (!update.isAvailable) {
      return console.log(
        `Version ${update.version} is out: ${update.reason}. Renew at ${license.upgradeUrl ?? 'our shop'}.`,
      );
    }
    // An interrupted download goes on at the next try.
    await license.downloadUpdate(update, { to: path, onProgress: showProgress });
    console.log(`Version ${update.version} is verified: ${path}`);
  },
  release: async () => {
    await license.release();
    console.log('The seat of this device is free.');
  },
};

function show(state) {
  const { customer, upgradeUrl } = license;
  console.log(state.usable ? `Licensed to ${customer?.name ?? 'you'}: ${state.kind}` : `Not licensed: ${state.reason}`);
  if (upgradeUrl) {
    console.log(`More: ${upgradeUrl}`);
  }
}

function showProgress({ received, total }) {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r${Math.floor((100 * received) / total)} %`);
  }
}

const folder = process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state');
/** @type {import('@keyward/sdk').ProgramLicense<{ max_width: number }>} */
const license = await openLicense({
  ...LICENSING,
  store: fileStore(join(folder, 'renderer/license')),
  device: systemDevice(),
});
const [name, ...values] = process.argv.slice(2);
try {
  if (Object.hasOwn(COMMANDS, name)) {
    await COMMANDS[name](...values);
  } else {
    console.error(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  // Anything else is a mistake in this program.
  if (!(error instanceof KeywardError)) {
    throw error;
  }
  console.error(ADVICE[error.code] ?? error.description ?? error.message);
  process.exitCode = 1;
} finally {
  await license.close();
}
