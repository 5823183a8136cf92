import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { StoreChange } from './scenario';

/** Changes the file of a store as a crash, another program or its user would. */
export function changeStore(store: string, how: StoreChange): void {
  const edits: Partial<Record<StoreChange, (text: string) => string>> = {
    edit: (text) => text.replace(/"seen":\d+/, '"seen":1'),
    garbage: () => '{"version": 1, "answer": ["\\ud800"',
    empty: () => '',
    cut: (text) => text.slice(0, text.length / 2),
    newer: (text) => text.replace('"version":1', '"version":2,"added":{"since":2}'),
  };
  const text = existsSync(store) ? readFileSync(store, 'utf8') : undefined;
  rmSync(store, { force: true });
  if (how === 'folder') {
    mkdirSync(store);
  }
  const edited = edits[how]?.(text ?? '');
  if (edited !== undefined) {
    expect(edited).not.toBe(text);
    writeFileSync(store, edited);
  }
}
