import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with package.json, from `src` and from `dist` alike. */
export const PROJECT_DIR = join(__dirname, '..', '..');

export function readProjectFile(...path: string[]): string {
  return readFileSync(join(PROJECT_DIR, ...path), 'utf8');
}
