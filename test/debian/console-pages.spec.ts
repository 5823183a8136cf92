import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT_DIR, readProjectFile } from '../../src/common/project';
import { CONSOLE_PAGES } from '../support/console-pages';
import { Chromium, complaintsOf, overflow, screenshot, SIZES, violations } from '../support/chromium';
import { TestServer } from '../support/server';

jest.setTimeout(60_000);

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

it.each(CONSOLE_PAGES.map((one) => [one.name, one] as const))(
  'the page %s is accessible, fits and reports nothing in both themes and sizes',
  async (name, { path, isDocumented }) => {
    const address = typeof path === 'string' ? path : await path(server);
    const complaints = complaintsOf(page);
    for (const [size, viewport] of SIZES) {
      await page.setViewportSize(viewport);
      await page.goto(address);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await screenshot(page, `${name}-${size}-${colorScheme}`);
        if (isDocumented) {
          await documentPicture(page, `${name}-${size}-${colorScheme}`);
        }
        expect({ size, colorScheme, found: await violations(page) }).toEqual({ size, colorScheme, found: [] });
        expect({ size, overflow: await overflow(page) }).toEqual({ size, overflow: 0 });
      }
    }
    page.removeAllListeners();
    expect(complaints.filter((complaint) => !OWN_STATUS.test(complaint))).toEqual([]);
  },
);

it.each(CONSOLE_PAGES.map((one) => [one.name, one] as const))(
  'the page %s fits in every language',
  async (name, { path }) => {
    const address = typeof path === 'string' ? path : await path(server);
    for (const language of LANGUAGES.slice(1)) {
      const cookie = { name: 'keyward_language', value: language, url: chromium.url };
      await page.context().addCookies([cookie]);
      for (const [size, viewport] of SIZES) {
        await page.setViewportSize(viewport);
        await page.goto(address);
        await screenshot(page, `${name}-${size}-${language}`);
        const lang = await page.locator('html').getAttribute('lang');
        expect({ size, lang, overflow: await overflow(page) }).toEqual({ size, lang: language, overflow: 0 });
      }
    }
    await page.context().clearCookies({ name: 'keyward_language' });
  },
);

/** The pictures of docs/console.md are made anew with DOCUMENT_PICTURES=1. */
async function documentPicture(shown: Page, name: string): Promise<void> {
  if (process.env.DOCUMENT_PICTURES) {
    await shown.screenshot({ path: join(PROJECT_DIR, PICTURES, `${name}.png`) });
  }
}

it('has a picture of each documented page in both themes and sizes, and the document shows it', () => {
  const text = readProjectFile('docs/console.md');
  const names = CONSOLE_PAGES.filter(({ isDocumented }) => isDocumented).flatMap(({ name }) =>
    SIZES.flatMap(([size]) => ['light', 'dark'].map((theme) => `${name}-${size}-${theme}.png`)),
  );
  expect(readdirSync(join(PROJECT_DIR, PICTURES)).sort()).toEqual([...names].sort());
  expect(names.filter((name) => !text.includes(`(console/pictures/${name})`))).toEqual([]);
});
