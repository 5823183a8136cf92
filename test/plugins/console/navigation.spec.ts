import { NAVIGATION_PARTS } from '../../../src/core/common/plugins/define-plugin';
import { texts } from '../../../src/core/i18n';
import { aProduct, keyOf } from '../../testkit/callers';
import { Browser } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const titlesIn = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].map(([, link = '']) =>
    link.replaceAll(/<svg.*?<\/svg>|<span class="(?:nav|tab)-count">.*?<\/span>(?:<\/span>)?|<[^>]*>/gs, '').trim(),
  );

/** The part of a page between two texts. */
function between(html: string, from: string, to: string): string {
  const start = html.indexOf(from);
  const end = html.indexOf(to, start);
  return start < 0 ? '' : html.slice(start, end < 0 ? undefined : end);
}

const sidebarOf = (html: string): string => between(html, '<div class="nav-section">', '<a class="account-link"');
const tabsOf = (html: string): string => between(html, '<div class="page-tabs">', '</nav>');
const moreOf = (html: string): string =>
  between(html.slice(html.indexOf('<div class="page-tabs">')), '<details', '</details>');
const crumbsOf = (html: string): string[] => titlesIn(between(html, '<nav class="crumbs"', '</nav>'));

async function page(path: string, as = browser): Promise<string> {
  const { status, html } = await as.get(path);
  expect([path, status]).toEqual([path, 200]);
  return html;
}

async function signedIn(role: string): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const own = new Browser(server);
  await own.signIn(username, PASSWORD);
  return own;
}

const ALL = [
  'Home',
  'Licenses',
  'Customers',
  'Devices',
  'Orders',
  'Products',
  'Policies',
  'Reports',
  'Developers',
  'Audit log',
  'Settings',
];

describe('the sidebar', () => {
  it('has eleven entries for an owner, in the order of their parts', async () => {
    const html = await page('/account');
    expect(titlesIn(sidebarOf(html))).toEqual(ALL);
    expect(ALL).toHaveLength(NAVIGATION_PARTS.length);
  });

  it('has the entries of which a role may see a page', async () => {
    expect(titlesIn(sidebarOf(await page('/account', await signedIn('support'))))).toEqual(ALL);
    await aProduct(server, 'camera');
    const permissions = ['licenses:read', 'activations:read', 'products:read'];
    await server.asAdmin('POST', '/api/v1/roles', { body: { name: 'Camera desk', products: ['camera'], permissions } });
    const desk = await signedIn('Camera desk');
    const html = await page('/account', desk);
    expect(titlesIn(sidebarOf(html))).toEqual(['Licenses', 'Devices', 'Products', 'Reports']);
    expect(titlesIn(tabsOf(await page('/console/products', desk)))).toEqual(['Products']);
  });

  it.each(
    sampleOf(
      [
        ['/console/licenses/new', 'Licenses'],
        ['/console/trials', 'Licenses'],
        ['/console/sessions', 'Devices'],
        ['/console/reports/compare', 'Reports'],
        ['/console/system', 'Settings'],
        ['/console/system/catalog', 'Developers'],
        ['/account/token', 'Developers'],
        ['/leads/', 'Customers'],
        ['/console/products/update-keys', 'Products'],
      ],
      3,
      'entries',
    ),
  )('marks the entry of %s: %s', async (path, title) => {
    const current = [...sidebarOf(await page(path)).matchAll(/<a [^>]*aria-current="page".*?<\/a>/gs)];
    expect(titlesIn(current.map(([link]) => link).join(''))).toEqual([title]);
  });
});

describe('the pages of an entry', () => {
  it('are tabs, of which the page is the current one', async () => {
    const html = await page('/console/webhooks');
    expect(titlesIn(tabsOf(html))).toEqual([
      'API keys',
      'API versions',
      'Webhooks',
      'Signing keys',
      'API compatibility',
      'Catalog as code',
      'API token',
    ]);
    expect(tabsOf(html)).toContain('<a href="/console/webhooks" aria-current="page">');
    expect(crumbsOf(html)).toEqual([]);
  });

  it('are the beginning of the breadcrumb of forms and details, which have no tabs', async () => {
    const form = await page('/console/webhooks/new');
    expect(crumbsOf(form)).toEqual(['Developers', 'Webhooks']);
    expect(tabsOf(form)).toBe('');
    const { id } = await issued(server);
    expect(crumbsOf(await page(`/license/edit/${id}`))).toEqual(['Licenses']);
  });

  it('stand under “More” until the installation uses them', async () => {
    await server.emptyTables('resources', 'app_bundles', 'institutions');
    const [unused, unusedLeads] = [await page('/console/products'), await page('/console/customers')];
    expect([titlesIn(tabsOf(unused)), titlesIn(tabsOf(unusedLeads))]).toEqual([['Products'], ['Customers']]);
    for (const [html, path, q] of [
      [unused, '/console/resources', 'resou'],
      [unused, '/console/app-bundles', 'app-bundles'],
      [unusedLeads, '/leads/', 'crm'],
    ] as const) {
      expect(moreOf(html)).toContain(`href="${path}"`);
      expect(await page(`/console/search?q=${q}`)).toContain(`href="${path}"`);
    }
    expect(crumbsOf(await page('/console/resources'))).toEqual(['Products']);
    await server.sdk.resources.create({ type: 'server', identifier: 'srv' });
    await server.sdk.leads.create({ name: 'Acme University', type: 'university' });
    expect(titlesIn(tabsOf(await page('/console/products')))).toEqual(['Products', 'Resources']);
    expect(titlesIn(tabsOf(await page('/console/customers')))).toEqual(['Customers', 'Leads']);
  });
});

it.each([
  ['/console', '/console/overview'],
  ['/console/overview?show=overview&span=7d&table=verdicts', '/console/overview/activity?span=7d&table=verdicts'],
])('leads from the old address %s', async (path, location) => {
  expect(await browser.get(path)).toMatchObject({ status: 303, location });
});

describe('the search', () => {
  const groupsIn = (html: string): string[] =>
    [...html.matchAll(/<h2 id="hits-\w+">(.*?)<\/h2>/g)].map(([, title = '']) => title);
  const found = async (q: string, language = 'en'): Promise<string> =>
    (await browser.get(`/console/search?${new URLSearchParams({ q }).toString()}`, { 'accept-language': language }))
      .html;

  it.each(
    sampleOf(
      [
        ['smtp', '/console/settings/email', 'Settings'],
        ['backup', '/console/system', 'Settings'],
        ['logo', '/console/settings/portal#setting-portal.logo_url', 'Settings'],
        ['password', '/account', 'Settings'],
        ['2fa', '/account/second-factor', 'Pages'],
        ['mfa', '/console/people', 'Pages'],
        ['invite', '/console/people/new', 'Actions'],
        ['dark', '/account', 'Pages'],
        ['api token', '/console/api-keys', 'Pages'],
        ['invoice', '/console/orders', 'Pages'],
        ['seat', '/console/devices', 'Pages'],
        ['renew', '/console/licenses', 'Pages'],
        ['import', '/console/licenses/import', 'Actions'],
      ],
      4,
      'other words',
    ),
  )('finds pages, actions and settings by other words: %s', async (q, path, group) => {
    const html = await found(q);
    expect(html).toContain(`<a class="hit" href="${path}">`);
    expect(groupsIn(html)).toContain(group);
  });

  it.each(
    sampleOf(
      [
        ['de', 'rechnung', '/console/orders'],
        ['de', 'sicherung', '/console/system'],
        ['de', 'einladen', '/console/people'],
        ['de', 'smtp', '/console/settings/email'],
        ['zh', '发票', '/console/orders'],
        ['zh', '备份', '/console/system'],
        ['zh', '邀请', '/console/people'],
        ['zh', '2fa', '/account/second-factor'],
      ],
      3,
      'languages',
    ),
  )('knows the words of each language: %s %s', async (language, q, path) => {
    expect(await found(q, language)).toContain(`<a class="hit" href="${path}">`);
  });

  it('has words for pages that exist', async () => {
    const html = await page('/console/search');
    const paths = Object.keys(texts('searchWords').pages);
    expect(paths.filter((path) => !html.includes(`<a class="hit" href="${path}">`))).toEqual([]);
  });

  it('shows settings to those who may see them', async () => {
    const desk = await signedIn('Camera desk');
    expect(await page('/console/search?q=smtp', desk)).not.toContain('/console/settings');
  });

  it('finds the parts of a key as they are read aloud, and names without accents', async () => {
    const { id } = await issued(server, { key: 'A818-1D40-77BC-9E21' });
    for (const q of ['A818 1D40', 'A8 18 1D 40', 'a8181d40', '77bc 9e21', 'A818-1D40', 'A8I8 ID4O 77BC 9E2I']) {
      expect([q, await found(q)]).toEqual([q, expect.stringContaining(`href="/license/edit/${id}"`)]);
    }
    const zoe = await server.sdk.customers.create({ name: 'Zoë Møller-Müller' });
    for (const q of ['Zoe Muller', 'zoë müller', 'moller']) {
      expect([q, await found(q)]).toEqual([q, expect.stringContaining(`href="/customer/edit/${zoe.id}"`)]);
    }
  });

  it('finds the entry of a whole API key', async () => {
    const { id, key } = await keyOf(server, 'internal', { name: 'Leaked' });
    const html = await found(` ${key} `);
    expect(groupsIn(html)).toEqual(['API keys']);
    expect(html).toContain(`href="/console/api-keys/${id}"`);
  });
});
