import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { ADMIN_PASSWORD } from '../support/credentials';
import { TestServer } from '../support/server';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = process.env.SCREENSHOTS;

const SIZES = [
  ['wide', { width: 1280, height: 900 }],
  ['phone', { width: 375, height: 812 }],
] as const;

let server: TestServer;
let browser: Browser;
let url: string;
beforeAll(async () => {
  server = await TestServer.start();
  url = await server.listen();
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ...options });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/login?next=/account');
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account');
}

/** What axe-core finds. It runs in the page although the policy forbids scripts from elsewhere. */
async function violations(page: Page): Promise<string[]> {
  const result: any = await page.evaluate(`${AXE}; axe.run()`);
  return result.violations.flatMap(({ id, nodes }: any) => nodes.map(({ html }: any) => `${id}: ${html}`));
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

async function screenshot(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) {
    await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}

describe.each(SIZES)('%s', (size, viewport) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each([
      '/account',
      '/console/components',
      '/console/components/delete',
      '/console/nothing',
      '/console/components/nothing',
    ])('%s is accessible and fits', async (path) => {
      const page = await open('/login', { viewport, colorScheme });
      await signIn(page);
      await page.goto(path);
      await screenshot(page, `${path.slice(1).replaceAll('/', '-')}-${size}-${colorScheme}`);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    });

    it('the sign-in is accessible and fits', async () => {
      const page = await open('/login', { viewport, colorScheme });
      await screenshot(page, `login-${size}-${colorScheme}`);
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('User name').fill('admin');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
      await screenshot(page, `login-refused-${size}-${colorScheme}`);
      expect(await violations(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    });
  });
});
