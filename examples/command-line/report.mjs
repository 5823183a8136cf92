#!/usr/bin/env node
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileStore, KeywardError, LicenseRefusedError, openLicense, systemDevice } from '@keyward/sdk';
import { LICENSING } from './licensing.mjs';

const USAGE = `report                  write the report
report activate <key>   license this device
report license          show the license
report release          give up the seat of this device`;

const NOT_LICENSED = 3;

async function main(license, [command = 'run', key]) {
  switch (command) {
    case 'activate':
      await license.activate(key);
      return show(license.state);
    case 'license':
      return show(license.state);
    case 'release':
      await license.release();
      return console.log('The seat of this device is free.');
    case 'run':
      return license.state.usable ? writeReport(license.state) : refuse(license.state);
    default:
      console.error(USAGE);
      process.exitCode = 2;
  }
}

function writeReport(state) {
  if (state.kind === 'grace') {
    console.error(`Connect to the network before ${day(state.until)}: until then, the license cannot be checked.`);
  }
  console.log('Revenue: 4,711');
  if (state.features.includes('forecast')) {
    console.log('Forecast: 4,712');
  }
}

function refuse(state) {
  const advice = state.reason === 'no_license_key' ? 'run: report activate <key>' : state.reason;
  console.error(`Not licensed: ${advice}`);
  process.exitCode = NOT_LICENSED;
}

function show(state) {
  const until = state.usable ? `, without network until ${day(state.until)}` : `: ${state.reason}`;
  console.log(`License: ${state.kind}${until}`);
}

function day(date) {
  return date.toISOString().slice(0, 10);
}

function explain(error) {
  if (error instanceof LicenseRefusedError) {
    return `The license cannot be used: ${error.description ?? error.message}`;
  }
  return error.isUnreachable
    ? `The license server cannot be reached: ${error.description ?? error.message}`
    : error.message;
}

const folder = process.env.XDG_STATE_HOME ?? join(homedir(), '.local/state');
const license = await openLicense({
  ...LICENSING,
  store: fileStore(join(folder, 'report/license')),
  device: systemDevice(),
});
try {
  await main(license, process.argv.slice(2));
} catch (error) {
  // Anything else is a mistake in this program.
  if (!(error instanceof KeywardError)) {
    throw error;
  }
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  await license.close();
}
