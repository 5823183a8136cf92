import type { Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../../src/core/i18n/language';
import { hasProduct, MAIL_KIND_NAMES, type MailKindName } from '../../src/core/mail/mail-kinds';
import { aProduct } from '../testkit/callers';
import { Chromium, overflow, screenshot } from '../support/chromium';
import { TestServer } from '../testkit/server';

/** The narrowest window of mail programs on phones. */
const NARROW = { width: 320, height: 640 };
const LONG = 'Resonance-Studio-Professional-Jahresabonnement-mit-Wartung-und-Fernunterstützung';
const SMALLEST_PX = 13;

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  await server.adminToken();
  await aProduct(server, 'long', { name: LONG });
  chromium = await Chromium.start(server);
});
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

/** @param product with a text of its own; the sample by default */
async function htmlOf(kind: MailKindName, language: Language, product?: string): Promise<string> {
  const query = product !== undefined && hasProduct(kind) ? `?product=${product}` : '';
  const path = `/api/v1/mail-templates/${kind}/${language}/preview${query}`;
  const { status, body } = await server.asAdmin('POST', path, { body: {} });
  expect([kind, language, status]).toEqual([kind, language, 200]);
  return body.html;
}

/** The words that a reader sees. */
const wordsOf = (page: Page): Promise<string> => page.evaluate(`document.body.innerText.replace(/\\s+/g, ' ').trim()`);

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.links].map(({ href, innerText }) => innerText.trim() + ' ' + href)`);

/** The sizes of all texts in pixels. */
const sizesOf = (page: Page): Promise<number[]> =>
  page.evaluate(`[...document.body.querySelectorAll('*')]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .map((element) => parseFloat(getComputedStyle(element).fontSize))`);

/** As mail programs do that allow no styles. */
const stripStyles = (page: Page): Promise<void> =>
  page.evaluate(`document.querySelectorAll('style, link').forEach((element) => element.remove());
    document.querySelectorAll('[style]').forEach((element) => element.removeAttribute('style'))`);

it('is readable in a window of 320 pixels, with styles and without, in each kind and language', async () => {
  const page = await chromium.open('about:blank', { viewport: NARROW });
  let count = 0;
  for (const kind of MAIL_KIND_NAMES) {
    for (const language of LANGUAGES) {
      await page.setContent(await htmlOf(kind, language, 'long'));
      await screenshot(page, `mail-${kind}-${language}`);
      expect({ kind, language, overflow: await overflow(page) }).toEqual({ kind, language, overflow: 0 });
      await page.setContent(await htmlOf(kind, language));
      const [words, links, sizes] = [await wordsOf(page), await linksOf(page), await sizesOf(page)];
      expect([kind, language, words.length > 40, Math.min(...sizes) >= SMALLEST_PX]).toEqual([
        kind,
        language,
        true,
        true,
      ]);
      await stripStyles(page);
      const bare = { overflow: await overflow(page), words: await wordsOf(page), links: await linksOf(page) };
      expect({ kind, language, ...bare }).toEqual({ kind, language, words, links, overflow: 0 });
      count += 1;
    }
  }
  expect(count).toBe(MAIL_KIND_NAMES.length * LANGUAGES.length);
});
