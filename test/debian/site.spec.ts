import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { Chromium, complaintsOf, overflow, violations } from '../support/chromium';
import { QUESTIONS } from '../support/site-questions';
import { sampleOf } from '../testkit/sample';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

const SITE = join(PROJECT_DIR, 'site');

let built: { status: number | null; stdout: string; stderr: string };
let server: TestServer;
let chromium: Chromium;
beforeAll(() => {
  built = run('scripts/build-docs.mjs');
});
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

function run(script: string, input?: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(PROJECT_DIR, script)], { encoding: 'utf8', input, cwd: PROJECT_DIR });
}

const namesLike = (ending: string): string[] =>
  readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));

const pagesOf = (names: readonly string[]): string[] =>
  names.filter((name) => name !== '404.html').map((name) => `/handbook/${name.replace(/(index)?\.html$/, '')}`);

it('builds all pages, of which no link or anchor leads nowhere', () => {
  expect({ ...built, stderr: built.stderr.replace(/^Installing.*\n/m, '') }).toMatchObject({ status: 0 });
  const [, pages] = /^(\d+) pages in [\d.]+ s/m.exec(built.stdout) ?? [];
  expect(Number(pages)).toBeGreaterThan(200);
});

it('loads nothing from another host, and has neither scripts nor styles in its pages', () => {
  const foreign = namesLike('.html').flatMap((name) => {
    const html = readFileSync(join(SITE, name), 'utf8');
    const loaded = html.match(/<(?:script|img|link|iframe|source)\b[^>]*\b(?:src|href)="(?:https?:)?\/\/[^>]*>/g) ?? [];
    const inline = html.match(/<script(?![^>]* src=)[^>]*>|<style\b|<[^>]+ style="/g) ?? [];
    return [...loaded, ...inline].map((tag) => `${name}: ${tag}`);
  });
  expect(foreign).toEqual([]);
});

it('every page is beside its HTML as Markdown', () => {
  const missing = namesLike('.html').filter(
    (name) => name !== '404.html' && !existsSync(join(SITE, name.replace(/html$/, 'md'))),
  );
  expect(missing).toEqual([]);
});

it('shows pages within their policy, with requests to its own host alone', async () => {
  const pages = sampleOf(pagesOf(namesLike('.html')), 12, 'pages of the site');
  const page = await chromium.open('/handbook/');
  const complaints = complaintsOf(page);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(chromium.url) && !request.url().startsWith('data:')) {
      elsewhere.push(request.url());
    }
  });
  for (const path of pages) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  }
  expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
});

describe.each([
  '',
  'start/other-languages',
  'tasks/recipes/stripe',
  'reference/api/native/client',
  'reference/settings',
])('the page /handbook/%s', (path) => {
  it.each([
    ['wide', 1280, 'light'],
    ['wide', 1280, 'dark'],
    ['narrow', 320, 'light'],
    ['narrow', 320, 'dark'],
  ] as const)('is accessible: %s (%d px), %s', async (_, width, colorScheme) => {
    const viewport = { width, height: 800 };
    const page = await chromium.open(`/handbook/${path}`, { viewport, colorScheme, reducedMotion: 'reduce' });
    expect({ found: await violations(page), overflow: await overflow(page) }).toEqual({ found: [], overflow: 0 });
    await page.context().close();
  });
});

it('shows the samples of every page in the language that was chosen last', async () => {
  const page = await chromium.open('/handbook/start/other-languages');
  const groups = page.locator('.vp-code-group');
  await groups.first().locator('.language-ts.active').waitFor();
  await groups.first().locator('label', { hasText: /^Go$/ }).click();
  await page.reload();
  await groups.first().locator('.language-go.active').waitFor();
  expect(await groups.first().locator('label').allTextContents()).toEqual([
    ...['TypeScript', 'Python', 'Go', 'Java', 'C#', 'Rust', 'PHP', 'C'],
  ]);
  await page.context().close();
});

it('finds a page by its words, with the keyboard', async () => {
  const page = await chromium.open('/handbook/');
  const complaints = complaintsOf(page);
  // The page hears keys once its script has run.
  await until('the search is open', async () => {
    await page.keyboard.press('Control+k');
    return page.getByRole('combobox').isVisible();
  });
  await page.getByRole('combobox').fill('floating seats');
  await page.getByRole('option').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/handbook/{start,tasks,reference}/**');
  expect(complaints).toEqual([]);
  await page.context().close();
});

it('answers at least eighteen of twenty questions among the first three pages', () => {
  const { stdout } = run('tools/site/search/ask.mjs', JSON.stringify(QUESTIONS.map(([question]) => question)));
  const found = JSON.parse(stdout) as string[][];
  const missed = QUESTIONS.flatMap(([question, ...pages], at) => {
    const first = found[at]?.slice(0, 3) ?? [];
    return pages.some((route) => first.includes(route)) ? [] : [{ question, first }];
  });
  expect(QUESTIONS).toHaveLength(20);
  expect(missed.length <= 2 ? [] : missed).toEqual([]);
});

it('names every metric that the server has', async () => {
  const text = await server.metrics();
  const named = readFileSync(join(SITE, 'reference/metrics.md'), 'utf8');
  const metrics = [...text.matchAll(/^# HELP (keyward_\w+)/gm)].map(([, name = '']) => name);
  expect(metrics.length).toBeGreaterThan(15);
  expect(metrics.filter((name) => !named.includes(`\`${name}\``))).toEqual([]);
});

it('lists pages for assistants that exist', () => {
  const listed = [...readFileSync(join(SITE, 'llms.txt'), 'utf8').matchAll(/\]\(([^)#]+)\)/g)].map(
    ([, path = '']) => path,
  );
  expect(listed.length).toBeGreaterThan(200);
  expect(listed.filter((path) => !existsSync(join(SITE, path)))).toEqual([]);
  expect(readFileSync(join(SITE, 'llms-full.txt'), 'utf8')).toContain('# Error codes');
});

it('shows samples on its front page that other pages test', () => {
  const samples = readProjectFile('docs/index.md').match(/^```\w+\n[\s\S]*?^```$/gm) ?? [];
  expect(samples).toHaveLength(2);
  expect(samples.filter((sample) => !readProjectFile('README.md').includes(sample))).toEqual([]);
});
