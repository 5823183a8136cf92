import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './paths.mjs';

const FILE = 'docs/index.md';

/** The first page, without a sidebar. */
export function frontPage() {
  const text = readFileSync(join(PROJECT, FILE), 'utf8');
  const head = '---\nlayout: doc\nsidebar: false\naside: false\nprev: false\nnext: false\npageClass: front\n---\n\n';
  return { file: FILE, route: 'index', title: 'Keyward', reader: 'start', text, head };
}
