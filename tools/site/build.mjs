// Builds the site: npm run docs. Prints how long it took, and how many pages it has.
import { existsSync, mkdirSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vitepress';
import { replaceFolder } from '../../scripts/replace-folder.mjs';
import { compress } from './finish/compress.mjs';
import { deadLinksIn } from './finish/check-links.mjs';
import { externalScripts } from './finish/external-scripts.mjs';
import { llmsTexts } from './finish/llms.mjs';
import { apiPages } from './reference/api.mjs';
import { eventTypes } from './reference/event-types.mjs';
import { metrics } from './reference/metrics.mjs';
import { permissions } from './reference/permissions.mjs';
import { searchIndex } from './search/write-index.mjs';
import { collectPages } from './source/collect.mjs';
import { frontPage } from './source/front-page.mjs';
import { withTabs } from './source/fences.mjs';
import { Links } from './source/links.mjs';
import { DRAFT, PROJECT, SITE, SOURCE } from './source/paths.mjs';
import { contentsOf, sidebarOf } from './source/sidebar.mjs';

const begun = performance.now();

function allPages() {
  const generated = new Map([
    ...apiPages(),
    ['generated/event-types.md', eventTypes()],
    ['generated/metrics.md', metrics()],
    ['generated/permissions.md', permissions()],
  ]);
  const pages = collectPages(generated);
  const contents = [
    ['tasks', 'Tasks'],
    ['reference', 'Reference'],
  ].map(([reader, title]) => ({
    file: `generated/${reader}.md`,
    route: `${reader}/index`,
    title,
    reader,
    isFinal: true,
    text: `# ${title}\n\n${contentsOf(reader, pages)}`,
  }));
  return { pages, all: [frontPage(), ...pages, ...contents] };
}

/** Writes the Markdown that VitePress reads. The text of each page is then the one that the site offers as Markdown. */
function writeSource({ pages, all }) {
  rmSync(SOURCE, { recursive: true, force: true });
  const links = new Links(all);
  for (const page of all) {
    page.text = page.isFinal ? page.text : links.rewrite(page);
    write(join(SOURCE, `${page.route}.md`), `${page.head ?? ''}${withTabs(page.text)}`);
  }
  write(join(SOURCE, '..', 'sidebar.json'), JSON.stringify(sidebarOf(pages)));
  mkdirSync(join(SOURCE, 'public'), { recursive: true });
  copyFileSync(join(PROJECT, 'src/pages/assets/favicon.svg'), join(SOURCE, 'public', 'favicon.svg'));
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const { pages, all } = allPages();
writeSource({ pages, all });
await build(import.meta.dirname);
externalScripts(DRAFT);
for (const { route, text } of all) {
  write(
    join(DRAFT, `${route}.md`),
    text.replaceAll('](/pictures/', `](${'../'.repeat(route.split('/').length - 1)}pictures/`),
  );
}
write(join(DRAFT, 'search.json'), searchIndex(all));
for (const [name, text] of llmsTexts(all)) {
  write(join(DRAFT, name), text);
}
rmSync(join(DRAFT, 'hashmap.json'), { force: true });
compress(DRAFT);
// The folder exists in every checkout, so that an image can be built from each.
write(join(DRAFT, '.gitkeep'), '');
const dead = deadLinksIn(DRAFT);
if (dead.length > 0 || !existsSync(join(DRAFT, 'index.html'))) {
  process.stderr.write(`Dead links:\n${dead.join('\n')}\n`);
  process.exitCode = 1;
} else {
  replaceFolder(DRAFT, SITE);
}
process.stdout.write(`${all.length} pages in ${((performance.now() - begun) / 1000).toFixed(1)} s: ${SITE}\n`);
