import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { listening } from '../testkit/listening';
import { sampleOf } from '../testkit/sample';
import { type Chromium, complaintsOf, overflow, screenshot, SIZES, THEMES, violations } from './chromium';

/** Neither inline scripts nor inline styles. */
const POLICY = "default-src 'none'; script-src 'self'; connect-src *";
const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', mjs: 'text/javascript' };

const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Studio</title></head>
  <body><main><h1>Studio</h1></main><script type="module" src="/program.mjs"></script></body>
</html>`;

const PROGRAM = `
import { localStorageStore, openLicense } from '/sdk/index.mjs';
import '/sdk/dialog.mjs';
const { options, attributes, texts, ahead, hasDevices } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const now = ahead ? { now: () => Date.now() + ahead } : {};
const license = await openLicense({ store: localStorageStore('studio'), retries: 0, ...now, ...options });
const shown = document.createElement('keyward-license');
for (const [name, value] of Object.entries(attributes)) shown.setAttribute(name, value);
shown.texts = texts ?? {};
if (hasDevices) shown.devices = { list: (key) => listDevices(key), release: ({ id }) => freeDevice(id) };
window.events = [];
for (const name of ['licensed', 'close', 'update']) {
  shown.addEventListener(name, ({ detail }) => events.push(detail ? name + ' ' + detail.version : name));
}
shown.license = license;
document.querySelector('main').append(shown);
shown.open();
`;

const DOCUMENT = 'docs/license-window.md';
/** Pictures that the document shows, by screen and theme. */
export const DOCUMENTED = [...readProjectFile(DOCUMENT).matchAll(/license-window\/pictures\/([\w-]+)\.png/g)].map(
  ([, name = '']) => name,
);
export const PICTURES = join(PROJECT_DIR, 'docs/license-window/pictures');

export interface ProgramOptions {
  /** Of `openLicense`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Of the element. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** Milliseconds by which the clock is ahead. */
  readonly ahead?: number;
  /** Whether the program lists and releases devices. */
  readonly hasDevices?: boolean;
}

/** A program in a browser whose page shows the license window. */
export class WindowedProgram {
  private constructor(
    readonly page: Page,
    private readonly origin: string,
    private readonly complaints: readonly string[],
  ) {}

  static async start(
    chromium: Chromium,
    program: ProgramOptions,
    { calls = {}, ...options }: BrowserContextOptions & { calls?: Record<string, (value: string) => unknown> } = {},
  ): Promise<WindowedProgram> {
    const page = await chromium.open('about:blank', options);
    for (const [name, call] of Object.entries(calls)) {
      await page.exposeFunction(name, call);
    }
    const started = new WindowedProgram(page, await served(), complaintsOf(page));
    await started.restart(program);
    return started;
  }

  /** Starts the program again, with what it has stored. */
  async restart({ attributes = { inline: '', lang: 'en' }, ...program }: ProgramOptions): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.origin}/#${encodeURIComponent(JSON.stringify({ attributes, ...program }))}`);
    await this.page.getByRole('heading', { level: 2 }).waitFor();
  }

  title(): Promise<string> {
    return this.page.getByRole('heading', { level: 2 }).innerText();
  }

  /** Waits for a screen. */
  async shows(title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 2, name: title, exact: true }).waitFor();
  }

  /** Waits for the message about a call that failed. */
  async says(role: 'alert' | 'status', text: string | RegExp): Promise<void> {
    await this.page.getByRole(role).filter({ hasText: text }).waitFor();
  }

  events(): Promise<string[]> {
    return this.page.evaluate('events');
  }

  /** Looks at the screen in all sizes and themes, by axe-core too; in one of them, if not in a deep run. */
  async look(name: string): Promise<void> {
    const views = SIZES.flatMap(([size, viewport]) => THEMES.map((colorScheme) => ({ size, viewport, colorScheme })));
    const isWhole = process.env.SCREENSHOTS || process.env.DOCUMENT_PICTURES;
    for (const { size, viewport, colorScheme } of isWhole ? views : sampleOf(views, 2, name)) {
      await this.page.setViewportSize(viewport);
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (size === SIZES[0][0]) {
        await this.#documentPicture(`${name}-${colorScheme}`);
      }
      await screenshot(this.page, `${name}-${size}-${colorScheme}`);
      expect({ name, size, colorScheme, found: await violations(this.page) }).toMatchObject({ found: [] });
      expect({ name, size, overflow: await overflow(this.page) }).toMatchObject({ overflow: 0 });
    }
    // Chromium reports each answer that is a refusal.
    const complaints = this.complaints.filter((text) => !text.startsWith('Failed to load resource'));
    expect({ name, complaints }).toEqual({ name, complaints: [] });
  }

  /** The pictures of the document are made anew with DOCUMENT_PICTURES=1. */
  async #documentPicture(name: string): Promise<void> {
    if (process.env.DOCUMENT_PICTURES && DOCUMENTED.includes(name)) {
      await this.page.locator('keyward-license .window').screenshot({ path: join(PICTURES, `${name}.png`) });
    }
  }
}

/** The page is not of the license server: it calls another origin. */
const served = (): Promise<string> =>
  listening(({ url = '' }, response) => {
    const type = TYPES[url.split('.')[1] ?? 'html'] ?? 'text/plain';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY }).end(bodyOf(url));
  });

function bodyOf(path: string): string {
  if (path.startsWith('/sdk/')) {
    return readFileSync(join(PROJECT_DIR, 'sdk/dist', path.slice('/sdk/'.length)), 'utf8');
  }
  return path === '/program.mjs' ? PROGRAM : path === '/' ? PAGE : '';
}
