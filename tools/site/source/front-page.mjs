import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './paths.mjs';

/** It is the front page of the site alone: the one of the repository is the README. */
export const FRONT_PAGE = 'docs/index.md';

/** The first page, without a sidebar. */
export function frontPage() {
  const text = readFileSync(join(PROJECT, FRONT_PAGE), 'utf8');
  const head = '---\nlayout: doc\nsidebar: false\naside: false\nprev: false\nnext: false\npageClass: front\n---\n\n';
  return { file: FRONT_PAGE, route: 'index', title: 'Keyward', reader: 'start', text, head };
}
