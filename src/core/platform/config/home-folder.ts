import os from 'node:os';

/** The job queue looks for its configuration in the home folder, which a user that the system does not know has not. */
export function ensureHomeFolder(): void {
  try {
    os.homedir();
  } catch {
    process.env.HOME = '/';
  }
}
