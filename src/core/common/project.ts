import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of package.json, valid from `src` and `dist`. */
export const PROJECT_DIR = join(__dirname, '..', '..', '..');

export function readProjectFile(...path: string[]): string {
  return readFileSync(join(PROJECT_DIR, ...path), 'utf8');
}
