import { renameSync, rmSync } from 'node:fs';

/**
 * Puts a folder that has just been made in the place of a former one, in a moment: who reads it meanwhile finds all of it.
 * Another process may do so at the same time.
 */
export function replaceFolder(made, target, tries = 20) {
  const former = `${made}.former`;
  try {
    renameIfThere(target, former);
    renameSync(made, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code) || tries === 1) {
      throw error;
    }
    rmSync(former, { recursive: true, force: true });
    replaceFolder(made, target, tries - 1);
    return;
  }
  rmSync(former, { recursive: true, force: true });
}

function renameIfThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
}
