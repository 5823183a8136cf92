import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

/**
 * Writes the sample program of a language, pinned to the running server, without the copy of the client that comes with it: the
 * client is to come from a registry. Returns its folder.
 */
export async function writeProgram({ project, work, server }, language) {
  const folder = join(work, 'program');
  const args = ['scripts/keyward.mjs', 'new-program', language, folder, '--product', server.product];
  await run(process.execPath, args, { cwd: project, env: { ...process.env, KEYWARD_URL: server.url } });
  rmSync(join(folder, 'keyward'), { recursive: true });
  return folder;
}

/** Each run is a computer of its own. */
export function environmentOf({ work, server }, further = {}) {
  return { ...process.env, HOME: work, XDG_STATE_HOME: join(work, 'state'), LICENSE_KEY: server.key, ...further };
}

/** Fails unless the program says that it is licensed. */
export function expectLicensed(printed) {
  if (!/^(Licensed\b|Revenue)/m.test(printed)) {
    throw new Error(`The program is not licensed: ${printed}`);
  }
}
