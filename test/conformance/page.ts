import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares a page of docs with what it must be. To write it: KEYWARD_WRITE_PAGES=1 */
export function expectPage(path: string, text: string): void {
  const file = join(__dirname, '../..', path);
  if (process.env.KEYWARD_WRITE_PAGES) {
    writeFileSync(file, text);
  }
  expect(readFileSync(file, 'utf8')).toBe(text);
}
