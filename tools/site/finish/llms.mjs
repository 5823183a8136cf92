import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { READERS } from '../navigation.mjs';
import { PROJECT } from '../source/paths.mjs';

/**
 * `llms.txt`, which lists all pages for assistants, and `llms-full.txt`, which has them in full: all that explain something, and
 * of the reference the tables. The API is in the OpenAPI documents.
 */
export function llmsTexts(all) {
  const [head] = readFileSync(join(PROJECT, 'openapi/llms.txt'), 'utf8').split(/^## /m);
  const lists = READERS.map(({ path, title }) => {
    const own = all.filter(({ reader }) => reader === path);
    return `## ${title}\n\n${own.map((page) => `- [${page.title}](${page.route}.md)`).join('\n')}\n`;
  });
  const whole = all.filter(({ route }) => !route.startsWith('reference/api/'));
  return [
    [
      'llms.txt',
      `${head.trim()}\n\nEach page as Markdown; all in one file: [llms-full.txt](llms-full.txt).\n\n${lists.join('\n')}`,
    ],
    ['llms-full.txt', whole.map(({ route, text }) => `<!-- ${route}.md -->\n\n${text.trim()}\n`).join('\n')],
  ];
}
