import { createHash } from 'node:crypto';
import { VersionDownloadsService } from '../../../src/core/catalog/versions/version-downloads.service';
import type { UpdateSigningKey } from '../../../sdk/src/generated/native';
import { Browser, type Visit } from '../../testkit/browser';
import {
  aFileOf,
  aFullProduct,
  aHeldResource,
  anAppBundle,
  aProductNamed,
  aResource,
  aVersionOf,
} from '../../support/catalog';
import { PAGES } from '../../support/console-pages/catalog';
import { checkImport, type FormPart, formOf, importChecked } from '../../testkit/forms';
import { issued } from '../../testkit/issue';
import { PERMISSIONS_OF_ROLE } from '../../../src/core/identity/permissions/granted-permissions';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import type { Tuple } from '../../support/tuple';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;

let server: TestServer;
let browser: Browser;
/** For tests of what is refused, which leave it as it is. */
let full: Awaited<ReturnType<typeof aFullProduct>>;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
  full = await aFullProduct(server);
});
afterAll(() => server.stop());

async function upload(path: string, ...parts: FormPart[]): Promise<Visit> {
  const { body, headers } = await formOf(...parts);
  return browser.postBody(path, body, headers);
}

/** Follows the redirect of a form and returns the page with the flash. */
async function follow({ status, location = '' }: Visit): Promise<string> {
  expect(status).toBe(303);
  return (await browser.get(location)).html;
}

describe('roles', () => {
  let viewer: Browser;
  beforeAll(async () => {
    viewer = new Browser(server);
    const { username } = await createLoggedInUser(server, 'viewer');
    await viewer.signIn(username, PASSWORD);
  });

  it.each(sampleOf(PAGES, PAGES.length / 5, 'viewer').map((page) => [page.name, page] as const))(
    'a viewer opens %s only with its permission',
    async (_, page) => {
      const path = typeof page.path === 'string' ? page.path : await page.path(server);
      const isPermitted = PERMISSIONS_OF_ROLE.viewer.includes(page.permission);
      const { status, html } = await viewer.get(path);
      expect(status).toBe(isPermitted ? 200 : 403);
      expect((await browser.get(path)).status).toBe(200);
      if (isPermitted) {
        // Only searches, no form that changes anything and no link to one.
        // The choice of the language is for everybody.
        expect(html.split('<main')[1]).not.toContain('method="post"');
        expect(html).not.toMatch(/href="[^"]*\/(edit|new|delete|deactivate|publish|allocate|import)"/);
      }
    },
  );

  const FORMS = [
    '/console/products/new',
    `/console/products/${NOBODY}/edit`,
    `/console/products/${NOBODY}/activate`,
    `/console/products/${NOBODY}/delete`,
    `/console/products/${NOBODY}/versions/new`,
    `/console/products/${NOBODY}/versions/${NOBODY}/publish`,
    `/console/products/${NOBODY}/versions/${NOBODY}/files/main`,
    `/console/products/${NOBODY}/key-pools/${NOBODY}/keys`,
    '/console/products/update-keys/rotate',
    '/console/app-bundles/new',
    `/console/app-bundles/${NOBODY}/license-file`,
    '/console/resources/import',
    `/console/resources/${NOBODY}/release`,
  ];

  it.each(sampleOf(FORMS, 4, 'posts of a viewer'))('a viewer cannot post to %s', async (path) => {
    expect((await viewer.post(path)).status).toBe(403);
  });

  it('only owners replace update keys', async () => {
    const admin = new Browser(server);
    const { username } = await createLoggedInUser(server, 'admin');
    await admin.signIn(username, PASSWORD);
    expect((await admin.get('/console/products/update-keys')).html).not.toContain('update-keys/rotate');
    expect((await admin.post('/console/products/update-keys/rotate')).status).toBe(403);
  });
});

describe('products', () => {
  it('are listed with their licenses and latest version, searched and filtered', async () => {
    const { id, reference } = await aProductNamed(server, { name: 'Resonance Studio' });
    await aVersionOf(server, id, { version: '4.2.1' });
    await issued(server, { product: reference });
    await issued(server, { product: reference });
    const { html } = await browser.get('/console/products?q=Resonance');
    expect(html).toContain('4.2.1');
    expect(html).toContain(`<a href="/console/licenses?product=${reference}">2</a>`);
    expect(html).toContain('1–1 of 1');
    expect((await browser.get('/console/products?q=Resonance&status=inactive')).html).toContain('No product matches');
    // Without letters and digits, there is nothing to search for.
    expect((await browser.get('/console/products?q=-')).status).toBe(200);
    expect((await browser.get('/console/products?status=gone')).status).toBe(400);
  });

  it('are added with a key format, and shown with a sample key', async () => {
    const form = { name: 'New one', reference: 'new-one', key_format: 'NEW-%X{16}', serve_latest_updates: '1' };
    const added = await browser.post('/console/products/new', form);
    const html = await follow(added);
    expect(html).toContain('New one is added.');
    expect(html).toMatch(/NEW-\d{16}/);
    expect(await server.sdk.products.get('new-one')).toMatchObject({
      name: 'New one',
      updates_need_license: false,
      serve_latest_updates: true,
      trial_policy: null,
    });
    const { key } = await issued(server, { product: 'new-one' });
    expect(key).toMatch(/^NEW-\d{16}$/);
  });

  it('are edited, and everything that the form shows is saved', async () => {
    const { id } = await aProductNamed(server, { description: 'Old', envato_item_id: '1' });
    const policy = await server.sdk.policies.create({ name: 'Trial of a product' });
    expect((await browser.get(`/console/products/${id}/edit`)).html).toContain('Trial of a product');
    const form = {
      name: 'Renamed',
      reference: `renamed-${id}`,
      description: 'a\r\nb',
      envato_item_id: '',
      updates_need_license: '1',
      trial_policy: policy.id,
      upgrade_url: 'https://example.com/{license}',
      shows_customer: '1',
      continue_licenses: 'ask',
      metadata: '{"public":{"theme":"dark"}}',
    };
    expect(await follow(await browser.post(`/console/products/${id}/edit`, form))).toContain('Renamed is saved.');
    expect(await server.sdk.products.get(id)).toMatchObject({
      name: 'Renamed',
      description: 'a\nb',
      envato_item_id: null,
      updates_need_license: true,
      serve_latest_updates: false,
      trial_policy: policy.id,
      is_active: true,
      upgrade_url: 'https://example.com/{license}',
      shows_customer: true,
      continue_licenses: 'ask',
      metadata: { public: { theme: 'dark' } },
    });
    await browser.post(`/console/products/${id}/edit`, { ...form, metadata: '{"line": "desktop"}' });
    expect((await server.sdk.products.get(id)).metadata).toEqual({ line: 'desktop' });
    const html = (await browser.get(`/console/products/${id}`)).html;
    expect(html).toContain('https://example.com/{license}');
    expect(html).toContain('Shown to apps');
  });

  it.each(
    sampleOf(
      [
        ['no name', { name: '' }, 'field-name'],
        ['no reference', { reference: '' }, 'field-reference'],
        ['a reference of two lines', { reference: 'a\nb' }, 'field-reference'],
        ['a reference that is taken', { reference: 'v2-default' }, 'field-reference'],
        ['a guessable key format', { key_format: 'KEY-%X' }, 'field-key_format'],
        ['an upgrade page that is no web address', { upgrade_url: 'upgrade' }, 'field-upgrade_url'],
        ['public data that is no object', { metadata: '{"public": 1}' }, 'field-metadata'],
        ['a policy of trials that is gone', { trial_policy: NOBODY }, 'field-trial_policy'],
      ],
      3,
      'wrong products',
    ),
  )('are refused with %s, and what was typed is kept', async (_, change, field) => {
    const form = { name: 'Typed name', reference: 'typed-reference', description: 'Typed text', ...change };
    const { status, html } = await browser.post('/console/products/new', form);
    expect([409, 422]).toContain(status);
    expect(html).toContain('<title>Error: Add product');
    expect(html).toContain(`href="#${field}"`);
    expect(html).toContain('Typed text');
    expect((await server.asAdmin('GET', '/api/v1/products/typed-reference')).status).toBe(404);
  });

  it('are deactivated with the consequences told, and activated', async () => {
    const { id, reference } = await aProductNamed(server, { name: 'On and off' });
    await issued(server, { product: reference });
    const question = await browser.get(`/console/products/${id}/deactivate`);
    expect(question.html).toContain('PRODUCT_INACTIVE');
    expect(await follow(await browser.post(`/console/products/${id}/deactivate`))).toContain(
      'This product is inactive',
    );
    expect(await server.sdk.products.get(id)).toMatchObject({ is_active: false });
    expect(await follow(await browser.post(`/console/products/${id}/activate`))).toContain(
      'On and off is active again.',
    );
    expect(await server.sdk.products.get(id)).toMatchObject({ is_active: true });
  });

  it('are deleted only if nothing belongs to them', async () => {
    const { id, reference } = await aProductNamed(server, { name: 'Short-lived' });
    await issued(server, { product: reference });
    const used = await browser.get(`/console/products/${id}/delete`);
    expect(used.html).toContain('This product is in use');
    expect(used.html).not.toContain('Delete product</span>');
    const refused = await browser.post(`/console/products/${id}/delete`);
    expect(refused.status).toBe(409);

    const kept = await browser.post(`/console/products/${full.product}/delete`);
    expect(kept.status).toBe(409);
    expect(kept.html).toContain('Delete them first');

    const other = await aProductNamed(server, { name: 'Unused' });
    await aVersionOf(server, other.id);
    expect((await browser.get(`/console/products/${other.id}/delete`)).html).toContain('1 version with all files');
    expect(await follow(await browser.post(`/console/products/${other.id}/delete`))).toContain('Unused is deleted.');
    expect((await server.asAdmin('GET', `/api/v1/products/${other.id}`)).status).toBe(404);
  });

  it('that are not there are not found', async () => {
    expect((await browser.get(`/console/products/${NOBODY}`)).status).toBe(404);
    expect((await browser.get('/console/products/no-uuid')).status).toBe(400);
    expect((await browser.post(`/console/products/${NOBODY}/edit`, { name: 'x', reference: 'y' })).status).toBe(404);
  });
});

describe('entitlements and meters', () => {
  it('are declared, changed and deleted', async () => {
    const { id } = await aProductNamed(server);
    const path = `/console/products/${id}`;
    const tier = { code: 'tier', name: 'Tier', type: 'choice', choices: 'basic\r\npro' };
    expect(await follow(await browser.post(`${path}/entitlements/new`, tier))).toContain('tier is defined.');
    const meter = { code: 'exports', name: 'Exports', unit: 'pages', kind: 'consumed' };
    expect(await follow(await browser.post(`${path}/meters/new`, meter))).toContain('exports is defined.');
    expect(await server.sdk.products.getEntitlement(id, 'tier')).toMatchObject({ choices: ['basic', 'pro'] });
    expect(await server.sdk.products.getMeter(id, 'exports')).toMatchObject({ unit: 'pages', kind: 'consumed' });

    expect((await browser.get(`${path}/entitlements/edit/tier`)).html).toContain('basic\npro');
    await follow(await browser.post(`${path}/entitlements/edit/tier`, { name: 'Level', type: 'flag', choices: '' }));
    await follow(await browser.post(`${path}/meters/edit/exports`, { name: 'Exports', unit: '', kind: 'held' }));
    expect(await server.sdk.products.getEntitlement(id, 'tier')).toMatchObject({ name: 'Level', type: 'flag' });
    expect(await server.sdk.products.getMeter(id, 'exports')).toMatchObject({ unit: null, kind: 'held' });

    expect(await follow(await browser.post(`${path}/entitlements/delete/tier`))).toContain('tier is deleted.');
    await follow(await browser.post(`${path}/meters/delete/exports`));
    expect((await server.sdk.products.listMeters(id)).items).toEqual([]);
  });

  it('include credits, whose decimals stay', async () => {
    const { id } = await aProductNamed(server);
    const path = `/console/products/${id}`;
    const credit = { code: 'ai', name: 'AI credits', decimals: '3' };
    const page = await follow(await browser.post(`${path}/credits/new`, credit));
    expect(page).toContain('ai is defined.');
    expect(page).toContain('3 decimals');
    expect(page).toContain(`${path}/credits/edit/ai`);
    expect(page).not.toContain(`${path}/meters/edit/ai`);
    await follow(await browser.post(`${path}/credits/edit/ai`, { name: 'Credits' }));
    expect(await server.sdk.products.getMeter(id, 'ai')).toMatchObject({ name: 'Credits', decimals: 3 });
    expect((await browser.post(`${path}/credits/new`, { ...credit, decimals: '7' })).status).toBe(422);
    await follow(await browser.post(`${path}/credits/delete/ai`));
    expect((await server.sdk.products.listMeters(id)).items).toEqual([]);
  });

  it.each(
    sampleOf(
      [
        ['a code that is defined', { code: 'export' }, 'field-code'],
        ['a code with a space', { code: 'a b' }, 'field-code'],
        ['no name', { name: '' }, 'field-name'],
        ['choices without the type', { choices: 'a' }, 'field-choices'],
        ['the type without choices', { type: 'choice' }, 'field-choices'],
      ],
      3,
      'wrong declarations',
    ),
  )('are refused with %s', async (_, change, field) => {
    const { product } = full;
    const form = { code: 'fresh', name: 'Typed', type: 'flag', choices: '', ...change };
    const { status, html } = await browser.post(`/console/products/${product}/entitlements/new`, form);
    expect([409, 422]).toContain(status);
    expect(html).toContain(`href="#${field}"`);
    expect((await server.sdk.products.listEntitlements(product)).items).toHaveLength(2);
  });

  it('that are granted keep their type and are not deleted', async () => {
    const { product } = full;
    const { policy } = await server.sdk.products.get(product);
    await server.sdk.policies.update(policy, { entitlements: { export: true } });
    const path = `/console/products/${product}/entitlements`;
    const changed = await browser.post(`${path}/edit/export`, { name: 'Export', type: 'number' });
    expect([changed.status, changed.html]).toEqual([409, expect.stringContaining('Policies or licenses grant it')]);
    const deleted = await browser.post(`${path}/delete/export`);
    expect([deleted.status, deleted.html]).toEqual([409, expect.stringContaining('Withdraw it there first')]);
    expect((await browser.get(`${path}/edit/gone`)).status).toBe(404);
    expect((await browser.get(`${path}/edit/%00`)).status).toBe(400);
  });
});

describe('key pools', () => {
  it('are added, filled, edited and deleted', async () => {
    const { id } = await aProductNamed(server);
    const path = `/console/products/${id}/key-pools`;
    const name = `Pool of ${id}`;
    const added = await browser.post(`${path}/new`, { name, policy: '', warning_threshold: '2' });
    expect(await follow(added)).toContain('Few keys are left');
    const pool = added.location ?? '';
    const keys = [1, 2, 3].map((number) => `${id}-${number}`);
    const filled = await follow(
      await browser.post(`${pool}/keys`, { keys: `${keys.join('\r\n')}\r\n${String(keys[0])}` }),
    );
    expect(filled).toContain('3 keys are added. 1 was left out');
    expect((await browser.get(`/console/products/${id}`)).html).toContain(name);
    await follow(await browser.post(`${pool}/edit`, { name: `${name}!`, policy: '', warning_threshold: '' }));
    const { items } = await server.sdk.keyPools.list({ product: id });
    expect(items).toMatchObject([{ name: `${name}!`, warning_threshold: null, left: 3 }]);
    expect((await browser.get(`${pool}/delete`)).html).toContain('3 keys that nobody has drawn');
    await follow(await browser.post(`${pool}/delete`));
    expect((await browser.get(pool)).status).toBe(404);
  });

  it('refuse what are no keys, and numbers that are none', async () => {
    const { product, pool } = full;
    const path = `/console/products/${product}/key-pools`;
    const refused = await browser.post(`${path}/${pool}/keys`, { keys: 'two words' });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('two words')]);
    const wrong = await browser.post(`${path}/new`, { name: 'x', warning_threshold: 'few' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('href="#field-warning_threshold"')]);
  });
});

describe('versions', () => {
  it('are added as drafts, published, withdrawn and deleted', async () => {
    const { id } = await aProductNamed(server);
    const path = `/console/products/${id}/versions`;
    await aVersionOf(server, id, { version: '2.0.0', reference: 'v2' });
    const form = { version: '2.1.0', reference: '', channel: 'Stable', changelog: 'New\r\nparts', released_at: '' };
    const added = await browser.post(`${path}/new`, form);
    expect(await follow(added)).toContain('Apps do not see this version');
    const version = added.location ?? '';
    const versionId = version.split('/').at(-1) ?? '';
    expect(await server.sdk.products.getVersion(id, versionId)).toMatchObject({
      channel: 'stable',
      changelog: 'New\nparts',
      is_active: false,
      reference: 'v2.1.0',
    });

    const question = await browser.get(`${version}/publish`);
    expect(question.html).toContain('Apps of all channels are offered 2.1.0 instead of 2.0.0.');
    expect(question.html).toContain('neither a file nor a download address');
    expect(await follow(await browser.post(`${version}/publish`))).toContain('2.1.0 is published.');
    expect(await server.sdk.products.getVersion(id, versionId)).toMatchObject({ is_active: true });

    expect((await browser.get(`${version}/withdraw`)).html).toContain('is then 2.0.0.');
    const withdrawn = await follow(await browser.post(`${version}/withdraw`, { reason: 'loses files' }));
    expect(withdrawn).toContain('2.1.0 is withdrawn.');
    expect(withdrawn).toContain('“loses files”');
    expect((await browser.get(`${path}?status=withdrawn`)).html).toContain('2.1.0');
    expect((await browser.get(`${path}?status=draft`)).html).not.toContain('2.1.0');
    expect((await browser.get(`${path}?status=published`)).html).not.toContain('2.1.0');
    expect((await browser.get(`${path}?channel=beta`)).html).toContain('No version matches');
    expect(await follow(await browser.post(`${version}/delete`))).toContain('2.1.0 is deleted.');
    expect((await server.sdk.products.listVersions(id)).items).toHaveLength(1);
  });

  it('are distinguished by channel when they are published', async () => {
    const { id } = await aProductNamed(server);
    await aVersionOf(server, id, { version: '3.0.0', reference: 'v3' });
    const beta = await aVersionOf(server, id, {
      version: '2.9.0',
      reference: 'v2.9',
      channel: 'beta',
      is_active: false,
    });
    const own = await aVersionOf(server, id, {
      version: '9.0.0',
      reference: 'v9',
      channel: 'nightly',
      is_active: false,
    });
    const path = `/console/products/${id}/versions`;
    expect((await browser.get(`${path}/${beta.id}/publish`)).html).toContain('because 3.0.0 is newer');
    const nightly = await browser.get(`${path}/${own.id}/publish`);
    expect(nightly.html).toContain('Apps of the channel nightly are offered 9.0.0 instead of 3.0.0.');
  });

  it('are rolled out in steps, halted with one click and resumed', async () => {
    const { id, reference } = await aProductNamed(server);
    const version = await aVersionOf(server, id, { version: '4.3.0', reference: 'v4.3.0', is_active: false });
    const { key, id: licenseId } = await server.sdk.licenses.issue({ product: reference });
    const list = `/console/products/${id}/versions`;
    const path = `${list}/${version.id}`;
    const form = { steps: '5 2027-01-01\r\n25% 2027-01-02 10:00\r\n50\r\n100', channels: 'rc, beta', licenses: key };
    await follow(await browser.post(`${path}/rollout`, form));
    await follow(await browser.post(`${path}/publish`));
    const { rollout } = await server.sdk.products.getVersion(id, version.id);
    expect(rollout).toMatchObject({
      steps: [
        { percent: 5, at: '2027-01-01T00:00:00.000Z' },
        { percent: 25, at: '2027-01-02T10:00:00.000Z' },
        { percent: 50, at: null },
        { percent: 100, at: null },
      ],
      channels: ['rc', 'beta'],
      licenses: [licenseId],
    });
    expect((await browser.get(`${path}/rollout`)).html).toContain('25 2027-01-02 10:00');

    await follow(await browser.post(`${path}/advance`, { percent: '25' }));
    const { html } = await browser.get(list);
    expect(html).toContain('4.3.0 goes to 25% of the devices');
    expect(html).toContain('Increase to 50%');
    expect(html).toContain('1 license and the channels rc, beta');

    const halted = await follow(await browser.post(`${path}/halt`));
    expect(halted).toContain('4.3.0 is halted at 25% by admin');
    expect(halted).toContain(`action="${path}/resume"`);
    expect(await follow(await browser.post(`${path}/halt`, { reason: 'crash' }))).toContain('“crash”');
    expect(await follow(await browser.post(`${path}/resume`))).toContain('4.3.0 goes to 25% of the devices');
  });

  it('refuse steps that are none, and a smaller share', async () => {
    const { id } = await aProductNamed(server);
    const version = await aVersionOf(server, id);
    const path = `/console/products/${id}/versions/${version.id}/rollout`;
    for (const steps of ['many', '0', '101', '5 2027-13-01', '50\n5', '5 tomorrow']) {
      const { status, html } = await browser.post(path, { steps, channels: '', licenses: '' });
      expect([steps, status, html]).toEqual([steps, 422, expect.stringContaining('id="field-steps-error"')]);
    }
    const licenses = await browser.post(path, { steps: '', channels: '', licenses: 'UNKNOWN' });
    expect([licenses.status, licenses.html]).toEqual([422, expect.stringContaining('id="field-licenses-error"')]);
    const smaller = await browser.post(path, { steps: '99', channels: '', licenses: '' });
    expect([smaller.status, smaller.html]).toEqual([409, expect.stringContaining('is not offered to fewer devices')]);
  });

  it('explain whether a device is offered them', async () => {
    const { id, reference } = await aProductNamed(server);
    const { key } = await server.sdk.licenses.issue({ product: reference });
    const version = await aVersionOf(server, id, { is_active: false });
    await server.sdk.products.publishVersion(id, version.id, { steps: [{ percent: 1 }], licenses: [key] });
    const ask = async (query: string) =>
      (await browser.get(`/console/products/${id}/versions/${version.id}?${query}`)).html;
    expect(await ask(`license=${key}`)).toContain('The license is named in the rollout.');
    const other = await ask('license=UNKNOWN&device=desk');
    expect(other).toContain('No license of this product has this key.');
    expect(other).toContain("This device isn't in the first 0%, which the rollout has reached.");
  });

  it('show downloads by day and what devices run', async () => {
    const { id, reference } = await aProductNamed(server);
    const version = await aVersionOf(server, id, { version: '5.0.0', reference: 'v5.0.0' });
    const { key } = await server.sdk.licenses.issue({ product: reference });
    await server.sdk.activate({ license_key: key, hardware_id: 'desk', app_version: '5.0.0' });
    await server.app.get(VersionDownloadsService).count(version.number, { device: 'desk' });
    const { html } = await browser.get(`/console/products/${id}/versions?table=downloads`);
    expect(html).toContain('1 active device in the last 30 days');
    expect(html).toMatch(/<td[^>]*>[^<]*<\/td><td class="right">1<\/td><td class="right">0<\/td>/);
    expect(html).toContain('class="bars-count">1<');
  });

  it('are edited, and refused with what is wrong', async () => {
    const { id } = await aProductNamed(server);
    const version = await aVersionOf(server, id, { summary: 'Old' });
    const path = `/console/products/${id}/versions/${version.id}/edit`;
    const form = {
      version: '7.0.0',
      reference: 'seven',
      channel: 'beta',
      summary: 'New',
      released_at: '2030-01-02',
      is_mandatory: '1',
      download_url: 'https://downloads.example.com/seven.zip',
    };
    await follow(await browser.post(path, form));
    expect(await server.sdk.products.getVersion(id, version.id)).toMatchObject({ ...form, is_mandatory: true });
    const wrong = { version: '', reference: 'a\nb', channel: 'ä', released_at: '31.1.2030', download_url: 'ftp://x' };
    const { status, html } = await browser.post(path, { ...form, ...wrong, summary: 'Typed' });
    expect(status).toBe(422);
    for (const field of Object.keys(wrong)) {
      expect(html).toContain(`id="field-${field}-error"`);
    }
    expect(html).toContain('Typed');
    const added = await browser.post(`/console/products/${id}/versions/new`, { version: '8', reference: 'seven' });
    expect([added.status, added.html]).toEqual([409, expect.stringContaining('id="field-reference-error"')]);
  });

  it('have files that are uploaded, downloaded, replaced and deleted', async () => {
    const { id } = await aProductNamed(server);
    const version = await aVersionOf(server, id, { is_active: false });
    const path = `/console/products/${id}/versions/${version.id}`;
    const sha256 = createHash('sha256').update('first').digest('hex');
    const html = await follow(await upload(`${path}/files/main`, ['file', 'first', 'app-1.zip']));
    expect(html).toContain(`app-1.zip is stored, 5 bytes. SHA-256: ${sha256}`);
    const got = await browser.get(`${path}/files/main/download`);
    expect([got.html, got.headers['content-disposition']]).toEqual(['first', 'attachment; filename="app-1.zip"']);
    expect((await browser.get(`${path}/files/main`)).html).toContain('It replaces app-1.zip');
    await follow(await upload(`${path}/files/main`, ['file', 'second', 'app-2.zip']));
    expect((await browser.get(`${path}/files/main/download`)).html).toBe('second');
    expect((await browser.get(`${path}/files/main/delete`)).html).toContain('Delete app-2.zip?');
    await follow(await browser.post(`${path}/files/main/delete`));
    expect(await server.sdk.products.getVersion(id, version.id)).toMatchObject({ main_file: null });
    expect((await browser.get(`${path}/files/main/download`)).status).toBe(404);
    expect((await browser.get(`${path}/files/other`)).status).toBe(400);
  });

  it('have metadata that is added, shown again, edited and emptied', async () => {
    const { id } = await aProductNamed(server);
    const form = { version: '3.0.0', channel: 'stable', metadata: '{"build": 41, "feed": {"size": "L"}}' };
    const path = (await browser.post(`/console/products/${id}/versions/new`, form)).location ?? '';
    const read = () => server.sdk.products.getVersion(id, path.split('/').at(-1) ?? '');
    expect((await read()).metadata).toEqual({ build: 41, feed: { size: 'L' } });
    expect((await browser.get(path)).html).toContain('<dt>build</dt>');
    expect((await browser.get(`${path}/edit`)).html).toContain('&quot;build&quot;: 41');
    await follow(await browser.post(`${path}/edit`, { ...form, metadata: '{"public": {"size": "M"}}' }));
    expect((await read()).metadata).toEqual({ public: { size: 'M' } });
    await follow(await browser.post(`${path}/edit`, { ...form, metadata: '' }));
    expect((await read()).metadata).toEqual({});
    expect((await browser.get(path)).html).not.toContain('id="metadata"');
  });

  it.each(['{typed', '[1]', '{"feed": "typed"}'])('keep metadata that is refused in the form: %s', async (metadata) => {
    const { id } = await aProductNamed(server);
    const { id: version } = await aVersionOf(server, id, { version: '3.0.0' });
    const path = `/console/products/${id}/versions`;
    for (const at of [`${path}/new`, `${path}/${version}/edit`]) {
      const { status, html } = await browser.post(at, { version: '3.0.1', channel: 'stable', metadata });
      expect(status).toBe(422);
      expect(html).toContain('href="#field-metadata"');
      expect(html).toContain('id="field-metadata-error"');
      expect(html).toContain(`>${metadata.replaceAll('"', '&quot;')}</textarea>`);
      expect(html).toContain('value="3.0.1"');
    }
    expect(await server.sdk.products.getVersion(id, version)).toMatchObject({ version: '3.0.0', metadata: {} });
  });

  it('have files by platform that are uploaded, downloaded and deleted', async () => {
    const { id } = await aProductNamed(server);
    const version = await aVersionOf(server, id);
    const page = `/console/products/${id}/versions/${version.id}`;
    expect((await browser.get(`${page}/artifacts/new`)).html).toContain('As the name of the file says');
    const html = await follow(await upload(`${page}/artifacts/new`, ['platform', ''], ['file', 'one', 'a-arm64.dmg']));
    expect(html).toContain('macOS');
    const [, path = ''] = /href="([^"]*artifacts\/[^"]*)\/download"/.exec(html) ?? [];
    expect((await browser.get(`${path}/download`)).html).toBe('one');
    const edited = await follow(await browser.post(`${path}/edit`, { min_os_version: '11.0' }));
    expect(edited).toContain('macOS 11.0 and newer');
    expect((await browser.get(`${path}/edit`)).html).toContain('value="11.0"');
    const refused = await browser.post(`${path}/edit`, { min_os_version: 'Big Sur' });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('id="field-min_os_version-error"')]);
    expect(await follow(await browser.post(`${path}/edit`, { min_os_version: '' }))).not.toContain('and newer');
    await browser.post(`${path}/edit`, { metadata: '{"build": 1, "debug": true}' });
    await browser.post(`${path}/edit`, { metadata: '{"build": 2}' });
    const { html: left } = await browser.get(`${path}/edit`);
    expect(left).toContain('&quot;build&quot;: 2');
    expect(left).not.toContain('debug');
    expect((await browser.get(`${path}/delete`)).html).toContain('Delete a-arm64.dmg?');
    await follow(await browser.post(`${path}/delete`));
    expect((await browser.get(`${path}/download`)).status).toBe(404);
  });

  it('say that some updaters are not offered a version whose number is no SemVer', async () => {
    const { id } = await aProductNamed(server);
    for (const [number, isTold] of [
      ['1.2.3.4', true],
      ['1.2.3', false],
    ] as const) {
      const version = await aVersionOf(server, id, { version: number, reference: number, is_active: false });
      const page = `/console/products/${id}/versions/${version.id}`;
      expect((await browser.get(`${page}/publish`)).html).not.toContain('electron-updater');
      const withFile = await follow(await upload(`${page}/artifacts/new`, ['file', 'one', 'a-x64.exe']));
      expect(withFile.includes('Some updaters are not offered this version')).toBe(isTold);
      expect((await browser.get(`${page}/publish`)).html.includes('electron-updater')).toBe(isTold);
    }
  });

  it('keep what was typed beside a file by platform that is refused', async () => {
    const { id } = await aProductNamed(server);
    const version = await aVersionOf(server, id);
    const path = `/console/products/${id}/versions/${version.id}/artifacts/new`;
    const signature = Buffer.alloc(64).toString('base64');
    const refused = await upload(path, ['arch', 'x64'], ['ed25519_signature', signature], ['file', 'one', 'a.dmg']);
    expect([refused.status, refused.html]).toEqual([
      422,
      expect.stringContaining('id="field-ed25519_signature-error"'),
    ]);
    expect(refused.html).toContain(signature);
    expect(refused.html).toMatch(/<input[^>]*name="arch"[^>]*value="x64"/);
    const empty = await upload(path, ['kind', 'delta'], ['file', 'one', 'a.dmg']);
    expect([empty.status, empty.html]).toEqual([422, expect.stringContaining('id="field-from_version-error"')]);
  });

  it('say why a file is not taken', async () => {
    const { id } = await aProductNamed(server);
    const version = await aVersionOf(server, id);
    const path = `/console/products/${id}/versions/${version.id}/files/main`;
    for (const parts of [
      [['other', 'x']],
      [
        ['file', 'x', 'a.zip'],
        ['file', 'x', 'b.zip'],
      ],
    ] as FormPart[][]) {
      const { status, html } = await upload(path, ...parts);
      expect(status).toBe(422);
      expect(html).toContain('role="alert"');
    }
    expect((await browser.post(path, { file: 'text' })).status).toBe(422);
    const gone = `/console/products/${id}/versions/${NOBODY}/files/main`;
    expect((await upload(gone, ['file', 'x', 'a.zip'])).status).toBe(404);
    expect(await server.sdk.products.getVersion(id, version.id)).toMatchObject({ main_file: null });
  });
});

describe('update keys', () => {
  it('are listed, replaced and revoked', async () => {
    const path = '/console/products/update-keys';
    const { items: before } = await server.sdk.updateSigningKeys.list();
    expect(await follow(await browser.post(`${path}/rotate`))).toContain('signs updates now.');
    const { items } = await server.sdk.updateSigningKeys.list();
    expect(items).toHaveLength(before.length + 1);
    const { html } = await browser.get(path);
    for (const { key_id, public_key } of items) {
      expect(html).toContain(key_id);
      expect(html).toContain(public_key);
    }
    const [active, old] = items as Tuple<UpdateSigningKey, 2>;
    expect((await browser.get(`${path}/revoke/${active.key_id}`)).html).toContain('a new key replaces it at once');
    await follow(await browser.post(`${path}/revoke/${old.key_id}`));
    expect((await browser.get(`${path}/revoke/${old.key_id}`)).status).toBe(404);
    expect((await browser.get(`${path}/revoke/%00`)).status).toBe(400);
  });
});

describe('app bundles', () => {
  const FORM = {
    app_bundle_id: '',
    status: 'active',
    expires_at: '2030-05-06',
    features: 'beauty, filter',
    platform: 'ios',
  };

  it('are added, edited, disabled, activated and deleted', async () => {
    const app_bundle_id = 'com.example.added';
    const added = await browser.post('/console/app-bundles/new', { ...FORM, app_bundle_id });
    expect(await follow(added)).toContain('com.example.added is added.');
    const path = added.location ?? '';
    const bundle = () => server.sdk.appBundles.get(app_bundle_id);
    expect(await bundle()).toMatchObject({
      status: 'active',
      expires_at: '2030-05-06T23:59:59.000Z',
      features: ['beauty', 'filter'],
      created_by: 'admin',
    });
    await follow(await browser.post(`${path}/edit`, { ...FORM, app_bundle_id, features: '', description: 'Note' }));
    expect(await bundle()).toMatchObject({ features: [], description: 'Note', updated_by: 'admin' });
    expect((await browser.get(`${path}/deactivate`)).html).toContain('can no longer download');
    await follow(await browser.post(`${path}/deactivate`));
    expect(await bundle()).toMatchObject({ status: 'disabled' });
    expect((await browser.get('/console/app-bundles?status=disabled&q=added')).html).toContain(app_bundle_id);
    await follow(await browser.post(`${path}/activate`));
    expect(await bundle()).toMatchObject({ status: 'active' });
    await follow(await browser.post(`${path}/delete`));
    expect((await browser.get(path)).status).toBe(404);
  });

  it('keep the time of the day of a date that is not changed', async () => {
    const { id, app_bundle_id } = await anAppBundle(server, { expires_at: '2030-05-06T10:20:30.123Z' });
    await follow(await browser.post(`/console/app-bundles/${id}/edit`, { ...FORM, app_bundle_id }));
    expect(await server.sdk.appBundles.get(id)).toMatchObject({ expires_at: '2030-05-06T10:20:30.123Z' });
  });

  it('are refused with what is wrong', async () => {
    const { app_bundle_id } = await anAppBundle(server);
    const wrong = { ...FORM, app_bundle_id: 'a b', status: 'gone', expires_at: '6.5.2030', description: 'Typed' };
    const { status, html } = await browser.post('/console/app-bundles/new', wrong);
    expect(status).toBe(422);
    expect(html).toContain('3 fields need a change');
    expect(html).toContain('Typed');
    const taken = await browser.post('/console/app-bundles/new', { ...FORM, app_bundle_id });
    expect([taken.status, taken.html]).toEqual([409, expect.stringContaining('id="field-app_bundle_id-error"')]);
  });

  it('have a license file, which admins download even while the app is disabled', async () => {
    const { id } = await anAppBundle(server);
    const path = `/console/app-bundles/${id}`;
    expect((await browser.get(`${path}/license-file/download`)).status).toBe(404);
    expect(await follow(await upload(`${path}/license-file`, ['file', 'text', 'one.lic']))).toContain(
      'one.lic is stored',
    );
    await follow(await upload(`${path}/license-file`, ['file', 'other', 'two.lic']));
    await follow(await browser.post(`${path}/deactivate`));
    expect((await browser.get(path)).html).toContain('While the app is disabled, it gets no license file.');
    expect((await browser.get(`${path}/license-file/download`)).html).toBe('other');
    for (const part of [
      ['file', 'x', 'app.zip'],
      ['file', '', 'empty.lic'],
    ] as FormPart[]) {
      const { status, html } = await upload(`${path}/license-file`, part);
      expect([status, html]).toEqual([422, expect.stringContaining('.lic')]);
    }
    expect(await server.sdk.appBundles.get(id)).toMatchObject({ license_file: 'two.lic' });
  });
});

describe('resources', () => {
  it('are added, edited, found and deleted', async () => {
    const added = await browser.post('/console/resources/new', { type: 'phone', identifier: '+49 451 500-0' });
    expect(await follow(added)).toContain('+49 451 500-0 is added.');
    const path = added.location ?? '';
    await follow(await browser.post(`${path}/edit`, { type: 'phone', identifier: '+49 451 500-1' }));
    const { html } = await browser.get('/console/resources?type=phone&status=available&q=500');
    expect(html).toContain('+49 451 500-1');
    const taken = await browser.post('/console/resources/new', { type: 'phone', identifier: '+49 451 500-1' });
    expect([taken.status, taken.html]).toEqual([409, expect.stringContaining('id="field-identifier-error"')]);
    expect((await browser.post('/console/resources/new', { type: '', identifier: '' })).status).toBe(422);
    await follow(await browser.post(`${path}/delete`));
    expect((await browser.get(path)).status).toBe(404);
  });

  it('are allocated and released, with a history', async () => {
    const { id, identifier } = await aResource(server);
    const license = await issued(server);
    const path = `/console/resources/${id}`;
    const unknown = await browser.post(`${path}/allocate`, { license_id: 'NO-SUCH-KEY' });
    expect([unknown.status, unknown.html]).toEqual([422, expect.stringContaining('No license has this key or ID.')]);
    const html = await follow(await browser.post(`${path}/allocate`, { license_id: ` ${license.key} ` }));
    expect(html).toContain(`${identifier} is allocated to ${license.key}.`);
    expect(html).toContain(`/license/edit/${license.id}`);
    const again = await browser.post(`${path}/allocate`, { license_id: license.key });
    expect([again.status, again.html]).toEqual([409, expect.stringContaining('meanwhile')]);
    expect((await browser.get(`/console/resources?license=${license.key}`)).html).toContain(identifier);
    const used = await browser.post(`${path}/delete`);
    expect([used.status, used.html]).toEqual([409, expect.stringContaining('Release it first.')]);
    const released = await follow(await browser.post(`${path}/release`));
    expect(released).toContain(`href="/console/resources/${id}/allocate?license=${license.id}"`);
    expect((await browser.get(`${path}/allocate?license=${license.id}`)).html).toContain(`value="${license.id}"`);
    expect(await server.sdk.resources.get(id)).toMatchObject({ status: 'available' });
    expect(released).toContain(license.key.slice(0, -5));
    expect((await browser.post(`${path}/release`)).status).toBe(409);
  });

  it('are checked and imported, or refused with what is wrong in which row', async () => {
    const path = '/console/resources/import';
    const checked = await checkImport(browser, path, 'type,identifier\nrack,R-1\nrack,R-2\n');
    expect(checked.html).toContain('All 2 rows can be imported');
    expect((await browser.get('/console/resources?type=rack')).html).toContain('No resource matches');
    expect(await follow(await importChecked(browser, checked))).toContain('2 resources are imported.');
    const bad = await checkImport(browser, path, 'type,identifier\nrack,R-1\n,R-3\nrack,R-4\n');
    for (const text of ['2 of 3 rows have errors', 'This is already in use.', 'Enter 1 to 255 characters.']) {
      expect({ text, isShown: bad.html.includes(text) }).toEqual({ text, isShown: true });
    }
    expect((await importChecked(browser, bad)).status).toBe(422);
    expect((await checkImport(browser, path, 'colour\nred')).status).toBe(422);
    expect((await upload(path, ['do', 'check'])).html).toContain('Choose a CSV file.');
    expect((await browser.get('/console/resources?q=R-4')).html).toContain('No resource matches');
  });
});

it('shows hostile texts as texts', async () => {
  const { id, reference } = await aProductNamed(server, { name: HOSTILE, reference: HOSTILE, description: HOSTILE });
  const version = await aVersionOf(server, id, {
    version: HOSTILE,
    reference: HOSTILE,
    summary: HOSTILE,
    changelog: `</textarea>${HOSTILE}`,
  });
  await aFileOf(server, id, version.id, `${HOSTILE}.zip`);
  await server.sdk.products.putEntitlement(id, 'e', { name: HOSTILE, type: 'choice', choices: [HOSTILE] });
  const pool = await server.sdk.keyPools.create({ name: HOSTILE, product: reference });
  const bundle = await anAppBundle(server, { description: HOSTILE, features: [HOSTILE], platform: HOSTILE });
  const resource = await aResource(server, { type: HOSTILE, identifier: HOSTILE });
  const held = await aHeldResource(server);
  const product = `/console/products/${id}`;
  const pages = [
    ...['/console/products', product, `${product}/edit`, `${product}/delete`, `${product}/deactivate`],
    ...[`${product}/versions`, `${product}/versions/${version.id}`, `${product}/versions/${version.id}/edit`],
    ...[`${product}/versions/${version.id}/withdraw`, `${product}/versions/${version.id}/files/main`],
    ...[`${product}/entitlements/edit/e`, `${product}/key-pools/${pool.id}`, `${product}/key-pools/${pool.id}/delete`],
    ...['/console/app-bundles', `/console/app-bundles/${bundle.id}`, `/console/app-bundles/${bundle.id}/edit`],
    ...['/console/resources', `/console/resources/${resource.id}`, `/console/resources/${held}`],
    ...[`/console/resources/${resource.id}/edit`, `/console/resources/${resource.id}/delete`],
    `/console/resources?q=${encodeURIComponent(HOSTILE)}&type=${encodeURIComponent(HOSTILE)}`,
  ];
  for (const path of sampleOf(pages, 8, 'hostile')) {
    const { status, html } = await browser.get(path);
    expect(`${path} ${status}`).toBe(`${path} 200`);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img');
  }
});
