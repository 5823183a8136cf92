import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { CONSOLE_PAGES } from '../support/console-pages';
import { Chromium, complaintsOf, overflow, screenshot, SIZES, THEMES, violations } from '../support/chromium';
import { sampleOf } from '../testkit/sample';
import { TestServer } from '../testkit/server';

/** What Chromium reports of a page that says that a form was refused or that there is nothing. */
const OWN_STATUS = /the server responded with a status of (403|404|409|422) /;

const PICTURES = 'docs/console/pictures';

const LANGUAGES = ['en', 'de', 'zh'] as const;

let server: TestServer;
let chromium: Chromium;
let page: Page;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
  page = await chromium.signedIn();
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

/** All the ways in which a page is shown. */
const VIEWS = SIZES.flatMap(([size, viewport]) =>
  LANGUAGES.flatMap((language) => THEMES.map((colorScheme) => ({ size, viewport, language, colorScheme }))),
);

/** One of each page, another one each day; all of them in a deep run; the first one for the pictures of the document. */
const viewsOf = (name: string) => (process.env.DOCUMENT_PICTURES ? VIEWS.slice(0, 1) : sampleOf(VIEWS, 1, name));

/** Half of them, other ones each day; all in a deep run, and for the pictures. */
const PAGES = process.env.DOCUMENT_PICTURES
  ? CONSOLE_PAGES
  : sampleOf(CONSOLE_PAGES, Math.ceil(CONSOLE_PAGES.length / 2), 'pages');

it.each(PAGES.map((one) => [one.name, one] as const))(
  'the page %s is accessible, fits and reports nothing in every theme, size and language',
  async (name, { path, isDocumented }) => {
    const address = typeof path === 'string' ? path : await path(server);
    const complaints = complaintsOf(page);
    for (const { size, viewport, language, colorScheme } of viewsOf(name)) {
      await page.context().addCookies([{ name: 'keyward_language', value: language, url: chromium.url }]);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(address);
      await screenshot(page, `${name}-${size}-${colorScheme}-${language}`);
      if (isDocumented) {
        await documentPicture(page, `${name}-${size}-${colorScheme}`);
      }
      const shown = {
        lang: await page.locator('html').getAttribute('lang'),
        violations: await violations(page),
        overflow: await overflow(page),
      };
      const view = { size, colorScheme };
      expect({ ...view, ...shown }).toEqual({ ...view, lang: language, violations: [], overflow: 0 });
    }
    page.removeAllListeners();
    expect(complaints.filter((complaint) => !OWN_STATUS.test(complaint))).toEqual([]);
  },
);

/** The pictures of docs/console.md are made anew with DOCUMENT_PICTURES=1. */
async function documentPicture(shown: Page, name: string): Promise<void> {
  if (process.env.DOCUMENT_PICTURES) {
    await shown.screenshot({ path: join(PROJECT_DIR, PICTURES, `${name}.png`) });
  }
}

it('has a wide, light picture of each documented page, and the document shows it', () => {
  const text = readProjectFile('docs/console.md');
  const names = CONSOLE_PAGES.filter(({ isDocumented }) => isDocumented).map(({ name }) => `${name}-wide-light.png`);
  expect(readdirSync(join(PROJECT_DIR, PICTURES)).sort()).toEqual([...names].sort());
  expect(names.filter((name) => !text.includes(`(console/pictures/${name})`))).toEqual([]);
});
