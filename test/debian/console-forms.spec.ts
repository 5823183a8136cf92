import type { Page } from 'playwright-core';
import { Chromium } from '../support/chromium';
import { TestServer } from '../testkit/server';

let server: TestServer;
let chromium: Chromium;
let page: Page;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
beforeEach(async () => {
  page = await chromium.signedIn();
});
afterEach(() => page.context().close());
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

/** Forms with a foot that stays at the lower edge of the window. */
const LONG_FORMS = ['/console/webhooks/new', '/console/policies/new', '/console/api-keys/new', '/console/licenses/new'];

/** The focused element: its name, whether something is in front of it, and whether the focus shows. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) {
    return null;
  }
  const name = `${element.tagName} ${element.getAttribute('name') ?? element.textContent.trim().slice(0, 40)}`;
  const { left, top, width, height } = element.getBoundingClientRect();
  const inFront = document.elementFromPoint(left + width / 2, top + Math.min(height, 40) / 2);
  const label = element.closest('label');
  const isCovered = !(inFront && (element.contains(inFront) || inFront.contains(element) || label?.contains(inFront)));
  const frames = [element, element.parentElement, label, element.closest('.tokens')];
  const shows = frames.some((frame) => {
    const { outlineStyle, outlineWidth, boxShadow } = frame
      ? getComputedStyle(frame)
      : { outlineStyle: 'none', outlineWidth: '0', boxShadow: 'none' };
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
  // The browser itself frames the button in a field for a date.
  return { name, isCovered, isVisible: shows || element.matches('[type="date"]') };
}

it.each(LONG_FORMS)('the focus is never covered and always visible: %s', async (path) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(path);
  const wrong: unknown[] = [];
  let count = 0;
  for (; count < 300; count += 1) {
    await page.keyboard.press('Tab');
    const shown = await page.evaluate(focused);
    if (shown === null) {
      break;
    }
    wrong.push(...(shown.isCovered || !shown.isVisible ? [shown] : []));
  }
  expect(count).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

it('saves the text of an e-mail after it was previewed twice', async () => {
  await page.goto('/console/mail-templates/license_issued/en');
  const preview = page.frameLocator('iframe.mail-preview');
  for (const subject of ['The first text', 'The second text']) {
    await page.locator('[name="subject"]').fill(subject);
    await page.getByRole('button', { name: 'Preview' }).click();
    await preview.getByText(subject).waitFor();
  }
  await page.getByRole('button', { name: 'Save template' }).click();
  await page.getByText('Template saved.').waitFor();
  expect(await page.locator('[name="subject"]').inputValue()).toBe('The second text');
});

it('asks before the text of an e-mail is left that was previewed and not saved', async () => {
  await page.goto('/console/mail-templates/license_issued/en');
  await page.locator('[name="subject"]').fill('Another text');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.frameLocator('iframe.mail-preview').getByText('Another text').waitFor();
  const asked = page.waitForEvent('dialog');
  const left = page.goto('/console').catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await left;
});
