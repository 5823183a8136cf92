import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { samplesIn } from '../support/samples';

const PROJECT = join(__dirname, '../..');

/** The specs that run the samples which the site shows in tabs, by page and language. */
const RUN_BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docs/agents/SKILL.md': {
    ts: 'test/debian/agents-skill.spec.ts',
    python: 'test/debian/agents-skill.spec.ts',
    csharp: 'test/debian/agents-skill.spec.ts',
  },
  'docs/recipes/behind-the-gap.md': {
    js: 'test/debian/recipes.spec.ts',
    python: 'test/debian/usage-ledger.spec.ts',
    go: 'test/debian/usage-ledger.spec.ts',
    csharp: 'test/debian/usage-ledger.spec.ts',
    rust: 'test/debian/usage-ledger.spec.ts',
    c: 'test/debian/usage-ledger.spec.ts',
    php: 'test/debian/usage-ledger.spec.ts',
    java: 'test/debian/usage-ledger.spec.ts',
  },
  'docs/other-languages.md': {
    ts: 'test/processes/sdk-samples.spec.ts',
    python: 'test/debian/other-languages.spec.ts',
    go: 'test/debian/other-languages.spec.ts',
    java: 'test/debian/java-client.spec.ts',
    csharp: 'test/debian/csharp-client.spec.ts',
    rust: 'test/debian/rust-client.spec.ts',
    php: 'test/debian/other-languages.spec.ts',
    c: 'test/debian/conformance.spec.ts',
  },
};

const PROGRAMS = '(?:ts|js|python|go|java|csharp|rust|php|c)';
/** Neighbouring programs, of which the site makes tabs: tools/site/source/fences.mjs. */
const TABS = new RegExp(String.raw`(?:^\x60{3}${PROGRAMS}\n(?:(?!\x60{3}).*\n)*\x60{3}\n\n?){2,}`, 'gm');

/** The languages of the tabs of a page. */
function tabsOf(page: string): string[][] {
  const runs = readFileSync(join(PROJECT, page), 'utf8').match(TABS) ?? [];
  const languages = runs.map((run) => [...run.matchAll(/^`{3}(\w+)$/gm)].map(([, language = '']) => language));
  return languages.filter((names) => new Set(names).size === names.length);
}

const pages = ['docs', 'sdk', 'examples']
  .flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(PROJECT, folder, path),
    ),
  )
  .filter((path) => path.endsWith('.md') && !path.includes('node_modules'))
  .map((path) => relative(PROJECT, path))
  .concat('README.md');

it('has a spec for each program that the site shows in tabs', () => {
  const shown = pages.flatMap((page) => tabsOf(page).map((languages) => [page, languages.toSorted()]));
  const run = Object.entries(RUN_BY).map(([page, specs]) => [page, Object.keys(specs).toSorted()]);
  expect(shown.toSorted()).toEqual(run.toSorted());
});

it('has one program of each language on such a page, which its spec reads', () => {
  for (const [page, specs] of Object.entries(RUN_BY)) {
    for (const [language, spec] of Object.entries(specs)) {
      const samples = samplesIn(page).filter((sample) => sample.language === language);
      expect([page, language, samples.length]).toEqual([page, language, 1]);
      const text = readFileSync(join(PROJECT, spec), 'utf8');
      const isPageRead = text.includes(`'${page}'`) || text.includes(`'${basename(page)}'`);
      // The commands of the page run a file by its name.
      const isRead = samples[0]?.mark?.startsWith('file: ') === true || text.includes(`'${language}'`);
      expect([spec, language, isPageRead, isRead]).toEqual([spec, language, true, true]);
    }
  }
});
