import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { sampleOf } from '../testkit/sample';
import type { TestServer } from '../testkit/server';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** A folder for pictures of the pages, to look at. */
const SCREENSHOTS = process.env.SCREENSHOTS;

export const SIZES = [
  ['wide', { width: 1280, height: 900 }],
  ['phone', { width: 375, height: 812 }],
] as const;

export const THEMES = ['light', 'dark'] as const;

const VIEWS = SIZES.flatMap(([size, viewport]) => THEMES.map((colorScheme) => ({ size, viewport, colorScheme })));

/** For what never comes: a busy machine may need long. */
const PATIENCE_MS = 120_000;

/** Debian's Chromium, with pages of a test server. */
export class Chromium {
  private constructor(
    private readonly browser: Browser,
    readonly url: string,
  ) {}

  /** @param port a free one by default */
  static async start(server: TestServer, port?: number): Promise<Chromium> {
    const url = await server.listen(port);
    const executablePath = '/usr/bin/chromium-headless-shell';
    return new Chromium(await chromium.launch({ executablePath, args: ['--no-sandbox'] }), url);
  }

  stop(): Promise<void> {
    return this.browser.close();
  }

  /** A page in a new window. */
  async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.url, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** A page of a user in a new window, by default of the first admin. */
  async signedIn(options: BrowserContextOptions = {}, username?: string, password?: string): Promise<Page> {
    const page = await this.open('/login', options);
    await signIn(page, username, password);
    return page;
  }
}

export async function signIn(page: Page, username = 'admin', password: string = ADMIN_PASSWORD): Promise<void> {
  await page.goto('/login?next=/account');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account');
}

/** What the browser reports, such as a violation of the policy or a script that failed. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** A colour half way between two others has a contrast that no page stays with. */
const TRANSITIONS_ENDED = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
).then(() => undefined)`;

/** What axe-core finds. It runs in the page although the policy forbids scripts from elsewhere; frames allow none. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(TRANSITIONS_ENDED);
  // Of all other rules, axe-core need not describe each part of the page that meets them.
  const run = `axe.run({ iframes: false, resultTypes: ['violations'] }).then(({ violations }) => violations)`;
  const found: AxeResults['violations'] = await page.evaluate(`${AXE}; ${run}`);
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Pixels by which a page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

export async function screenshot(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) {
    await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  }
}

/**
 * Looks at the open page in one size and theme, in other ones each day; in all of them in a deep run; in the first
 * one for the pictures of documents.
 */
export async function lookAt(page: Page, name: string, picture = screenshot): Promise<void> {
  const views = process.env.DOCUMENT_PICTURES ? VIEWS.slice(0, 1) : sampleOf(VIEWS, 1, name);
  for (const { size, viewport, colorScheme } of views) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await picture(page, `${name}-${size}-${colorScheme}`);
    expect({ name, size, colorScheme, found: await violations(page) }).toMatchObject({ found: [] });
    expect({ name, size, overflow: await overflow(page) }).toMatchObject({ overflow: 0 });
  }
}
