import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { INSTALL_SDK } from '../../src/plugins/console/overview/snippets';
import { runGo } from '../conformance/go-client';
import { RustProgram } from '../conformance/rust-client';
import { Chromium, complaintsOf, overflow, screenshot, violations } from '../support/chromium';
import { activate, issued } from '../testkit/issue';
import { InstalledSdk } from '../sdk/support/installed-sdk';
import { TestServer } from '../testkit/server';

const execute = promisify(execFile);

let server: TestServer;
let chromium: Chromium;
beforeAll(async () => {
  server = await TestServer.start();
  chromium = await Chromium.start(server);
});
beforeEach(() => server.emptyTables('licenses', 'verifications', 'verification_counts', 'events'));
afterAll(async () => {
  await chromium.stop();
  await server.stop();
});

/** The programs and commands on the page, as they are copied. */
async function codesOf(page: Page): Promise<string[]> {
  return page.locator('.code pre').allTextContents();
}

describe('the first start', () => {
  it('leads from nothing to the first verdict, which appears without reloading', async () => {
    const page = await chromium.signedIn();
    const complaints = complaintsOf(page);
    await page.goto('/console');
    await page.getByLabel('Name', { exact: true }).fill('Resonance Studio 4');
    await page.getByRole('button', { name: 'Add product' }).click();
    await page.getByRole('button', { name: 'Issue license' }).click();
    await page.getByRole('link', { name: 'curl' }).click();
    await page.getByText('Waiting for the first check.').waitFor();
    await page.getByText(/^Live · [0-9]+ s ago$/).waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'first-start-waiting');

    const [, curl = ''] = await codesOf(page);
    const { stdout } = await execute('bash', ['-c', curl]);
    expect(stdout).toContain('"code":"VALID"');
    await page.getByText('The first check has arrived').waitFor();
    expect(await page.getByText('Waiting for the first check.').count()).toBe(0);
    expect(await page.locator('.first-step-mark.is-done').count()).toBe(3);
    await screenshot(page, 'first-start-done');
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is done without scripts and by keyboard, too', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled: false });
    await page.goto('/console/overview?show=steps');
    const { key } = await issued(server);
    await page.goto('/console/overview?show=steps&code=curl');
    expect(await page.locator('[data-copy]').first().isVisible()).toBe(false);
    await activate(server, key, 'desk');
    await page.getByRole('link', { name: 'Check now' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The first check has arrived').waitFor();
    await page.context().close();
  });

  it('copies the key with one press', async () => {
    const { key } = await issued(server);
    const page = await chromium.signedIn({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto('/console/overview?show=steps');
    await page.getByRole('button', { name: 'Copy License key' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(key);
    await page.context().close();
  });

  describe('shows programs that work, whatever the key', () => {
    const KEYS = [`O'Neil"$HOME\`id\`\\`, 'RS4-7F2Q-9MXD'];
    let page: Page;
    beforeAll(async () => {
      page = await chromium.signedIn();
    });
    afterAll(() => page.context().close());

    async function program(code: string, key: string): Promise<string> {
      await issued(server, { key });
      await page.goto(`/console/overview?show=steps&code=${code}`);
      return (await codesOf(page)).at(-1) ?? '';
    }

    it.each(KEYS)('in a shell: %s', async (key) => {
      const { stdout } = await execute('bash', ['-c', await program('curl', key)]);
      const [activated, checked, ...rest] = stdout.split('\n');
      expect([activated, checked, rest]).toEqual([
        expect.stringMatching(/^\{.*\}$/),
        expect.stringContaining('"code":"VALID"'),
        [''],
      ]);
    });

    it.each(KEYS)('in PHP: %s', async (key) => {
      const { stdout } = await execute('php', ['-r', (await program('php', key)).replace('<?php', '')]);
      expect(stdout).toBe('VALID\n');
    });

    it.each(KEYS)('in Python: %s', async (key) => {
      const { stdout } = await execute('python3', ['-c', await program('python', key)]);
      expect(stdout).toBe('VALID\n');
    });

    it.each(KEYS)('in Go: %s', async (key) => {
      const home = mkdtempSync(join(tmpdir(), 'keyward-first-steps-'));
      writeFileSync(join(home, 'main.go'), await program('go', key));
      const { stdout } = await runGo(['run', 'main.go'], home, home);
      rmSync(home, { recursive: true });
      expect(stdout).toBe('VALID\n');
    });

    it('in Java', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'keyward-first-'));
      for (const key of KEYS) {
        const file = join(folder, 'First.java');
        writeFileSync(file, await program('java', key));
        const { stdout } = await execute('java', [file]);
        expect(stdout).toContain('"code":"VALID"');
      }
      rmSync(folder, { recursive: true });
    });

    it('in Rust', async () => {
      const crate = await RustProgram.create();
      for (const key of KEYS) {
        expect(await crate.run(await program('rust', key))).toBe('"VALID"\n');
      }
      await crate.remove();
    });

    it('in C#', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'keyward-first-'));
      // Mono may abort while it ends, if a connection is closed at that moment: the program ends without Mono.
      const entry = `
        class Entry {
          [System.Runtime.InteropServices.DllImport("libc")] static extern void _exit(int status);
          static void Main() { Program.Main().GetAwaiter().GetResult(); _exit(0); }
        }`;
      for (const [index, key] of KEYS.entries()) {
        const text = `${await program('csharp', key)}\n${entry}`;
        const [source, out] = [join(folder, `First${index}.cs`), join(folder, `First${index}.exe`)];
        writeFileSync(source, text);
        await execute('mcs', [`-out:${out}`, '-main:Entry', '-nowarn:28', '-r:System.Net.Http.dll', source]);
        expect((await execute('mono', [out])).stdout).toContain('"code":"VALID"');
      }
      rmSync(folder, { recursive: true });
    });

    it('in TypeScript, with the SDK', async () => {
      const sdk = await InstalledSdk.create();
      for (const key of KEYS) {
        const text = await program('typescript', key);
        expect(await codesOf(page)).toContain(INSTALL_SDK);
        await sdk.write('first.mts', text);
        expect(await sdk.compile(['first.mts'], '--module', 'nodenext')).toBe('');
        const file = await sdk.write('first.mjs', text);
        const { stdout } = await execute(process.execPath, [file], { cwd: sdk.folder });
        expect(stdout).toBe('VALID\n');
      }
      await sdk.remove();
    });
  });
});

describe('the overview', () => {
  it('shows what happens without reloading, and keeps the focus', async () => {
    const { key } = await issued(server, { max_activations: 5 });
    const page = await chromium.signedIn();
    const complaints = complaintsOf(page);
    await page.goto('/console/overview?show=overview');
    await page.evaluate('window.mark = 1');
    await page.getByRole('link', { name: 'Devices' }).last().focus();
    await activate(server, key, 'desk');
    await page.getByText('An app activated “desk”').first().waitFor();
    await page.getByText(/^Live · 0 s ago$/).waitFor();
    expect(await page.evaluate('[window.mark, document.activeElement.getAttribute("href")]')).toEqual([
      1,
      '/console/devices',
    ]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says that it is no longer live when the server does not answer', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/overview?show=overview');
    await page.clock.install();
    await page.goto('/console/overview?show=overview');
    await page.route('**/console/overview**', (route) => route.abort());
    await page.clock.runFor(60_000);
    await page.getByText('Not live: the server does not answer.').waitFor();
    expect(await page.getByRole('link', { name: 'Reload' }).isVisible()).toBe(true);
    await page.context().close();
  });

  it('shows its time and a link without scripts', async () => {
    const page = await chromium.signedIn({ javaScriptEnabled: false });
    await page.goto('/console/overview/activity');
    await page.getByText(/^As of [0-9:]{5}$/).waitFor();
    await page.getByRole('link', { name: '7 days' }).click();
    await page.getByRole('heading', { name: 'Check results per 6 hours' }).waitFor();
    await page.getByRole('link', { name: 'Show as table' }).first().click();
    expect(await page.locator('table tbody tr').count()).toBe(28);
    await page.context().close();
  });
});

describe('the palette', () => {
  it('finds a customer with the keyboard only, and returns the focus on Escape', async () => {
    const { id } = (await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Brightwater Post' } })).body;
    const page = await chromium.signedIn();
    const complaints = complaintsOf(page);
    await page.goto('/account');
    const link = page.getByRole('link', { name: 'Devices' });
    await link.focus();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox');
    await page.getByRole('option', { name: 'Policies' }).first().waitFor();
    await page.keyboard.press('Escape');
    expect(await field.isVisible()).toBe(false);
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('brightw');
    await page.getByRole('option', { name: 'Brightwater Post' }).waitFor();
    expect(await field.getAttribute('aria-activedescendant')).toBe('palette-option-0');
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'palette');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/customer/edit/${id}`);
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
    await page.context().close();
  });

  it('walks through the results with the arrows, around the end', async () => {
    const page = await chromium.signedIn();
    await page.goto('/account');
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    const last = (await page.getByRole('option').count()) - 1;
    const active = () => page.getByRole('combobox').getAttribute('aria-activedescendant');
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBe('palette-option-1');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await active()).toBe(`palette-option-${last}`);
    await page.keyboard.press('ArrowDown');
    expect(await active()).toBe('palette-option-0');
    await page.context().close();
  });

  it('offers the actions of the page, and leads to their forms', async () => {
    const { id } = await issued(server);
    const page = await chromium.signedIn();
    const complaints = complaintsOf(page);
    await page.goto(`/license/edit/${id}`);
    await page.keyboard.press('Control+k');
    await page.getByRole('group', { name: 'On this page' }).getByRole('option', { name: 'Revoke…' }).waitFor();
    await page.getByRole('option', { name: 'Policies' }).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'palette-actions');
    await page.keyboard.type('rvk');
    await page.locator('[data-q="rvk"]').waitFor();
    expect(await page.getByRole('option').allTextContents()).toEqual([expect.stringContaining('Revoke')]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/license/edit/${id}/revoke`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('moves to a button of the page, and presses none', async () => {
    const { id } = await issued(server);
    const page = await chromium.signedIn();
    await page.goto(`/license/edit/${id}`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('disable');
    await page.locator('[data-q="disable"]').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('button:focus').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Disable');
    expect((await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body.status).toBe('unused');
    await page.context().close();
  });

  it('leads to pages and to the forms of new things', async () => {
    const page = await chromium.signedIn();
    await page.goto('/account');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('issue lic');
    await page.locator('[data-q="issue lic"]').waitFor();
    expect(await page.getByRole('option').first().textContent()).toBe('Issue license');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/licenses/new');
    await page.context().close();
  });

  it('begins with the pages that were visited last, until the sign-out', async () => {
    const page = await chromium.signedIn();
    await page.goto('/console/webhooks');
    await page.goto('/console/groups');
    await page.goto('/account');
    const visited = page.getByRole('group', { name: 'Last visited' }).getByRole('option');
    await page.keyboard.press('Control+k');
    await visited.first().waitFor();
    expect((await visited.allTextContents()).slice(0, 2)).toEqual(['Groups', 'Webhooks']);
    await page.keyboard.type('webh');
    await page.locator('[data-q="webh"]').waitFor();
    expect(await visited.allTextContents()).toEqual(['Webhooks']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL('**/login**');
    expect(await page.evaluate('Object.keys(localStorage).filter((key) => localStorage[key] !== "[]")')).toEqual([]);
    await page.context().close();
  });

  it('says that nothing was found, and leads to the page of the search', async () => {
    const page = await chromium.signedIn();
    await page.goto('/account');
    await page.getByLabel('Search licenses, customers, devices, pages and settings').first().focus();
    await page.keyboard.type('q');
    await page.keyboard.type('qqq');
    await page.getByRole('dialog').getByText('No results for “qqqq”').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/search?q=qqqq');
    await page.context().close();
  });

  it('opens from the top bar of a phone, over the whole screen', async () => {
    const page = await chromium.signedIn({ viewport: { width: 375, height: 812 } });
    await page.goto('/account');
    await page.getByRole('link', { name: 'Search' }).click();
    await page.getByRole('option').first().waitFor();
    await screenshot(page, 'palette-phone');
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.getByRole('combobox').isVisible()).toBe(false);
    await page.context().close();
  });

  it('is a page without scripts', async () => {
    const { key, id } = await issued(server);
    const page = await chromium.signedIn({ javaScriptEnabled: false });
    await page.goto('/account');
    await page.getByLabel('Search licenses, customers, devices, pages and settings').first().fill(key);
    await page.keyboard.press('Enter');
    expect(await page.getByRole('link', { name: key }).getAttribute('href')).toBe(`/license/edit/${id}`);
    await page.context().close();
  });
});
