import type { PermissionName } from '../../../src/core/common/access/authorized.decorator';
import { EventSequenceService } from '../../../src/core/events/records/event-sequence.service';
import {
  PERMISSIONS_OF_ROLE,
  PRODUCT_ROLE_PERMISSIONS,
} from '../../../src/core/identity/permissions/granted-permissions';
import type { Role } from '../../../src/core/identity/permissions/permission';
import { texts } from '../../../src/core/i18n';
import { allPages } from '../../../src/plugins/console/frame/navigation';
import { Browser } from '../../testkit/browser';
import { aProduct } from '../../testkit/callers';
import { CONSOLE_PAGES } from '../../support/console-pages';
import { type ConsoleRoute, consoleRoutesOf, NOBODY } from '../../support/console-routes';
import { FOREIGN, plantForeignProduct } from '../../support/foreign-product';
import { issued } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';

const ROLES: Role[] = ['owner', 'admin', 'support', 'viewer'];
const FORGED = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
/** Forms of people who are not signed in yet, and those about oneself. */
const EXEMPT = ['SignInController.', 'AccountController.'];

let server: TestServer;
let routes: ConsoleRoute[];
const browsers = new Map<Role, Browser>();
beforeAll(async () => {
  server = await TestServer.shared();
  routes = consoleRoutesOf(server);
  for (const role of ROLES) {
    const { username } = await createLoggedInUser(server, role);
    const browser = new Browser(server);
    await browser.signIn(username, PASSWORD);
    browsers.set(role, browser);
  }
});
afterAll(() => server.stop());

const of = (role: Role): Browser => browsers.get(role) ?? new Browser(server);
const mayCall = (role: Role, { permissions }: ConsoleRoute): boolean =>
  permissions === undefined || permissions.some((one) => PERMISSIONS_OF_ROLE[role].some((granted) => granted === one));

it('answers 403 where the role has no permission, pages and forms alike, and leads strangers to the sign-in', async () => {
  const closed = routes.filter(({ permissions }) => permissions !== undefined);
  expect(closed.length).toBeGreaterThan(10);
  const visit = (browser: Browser, { verb, path }: ConsoleRoute) =>
    verb === 'GET' ? browser.get(path) : browser.post(path);
  for (const route of sampleOf(closed, closed.length / 5, 'refused')) {
    const refused = ROLES.filter((one) => !mayCall(one, route));
    for (const role of sampleOf(refused, 1, route.name)) {
      const { status } = await visit(of(role), route);
      expect([role, route.name, status]).toEqual([role, route.name, 403]);
    }
  }
  const stranger = new Browser(server);
  for (const route of sampleOf(closed, closed.length / 5, 'strangers')) {
    const { status, location } = await visit(stranger, route);
    expect([route.name, status, location?.split('?')[0]]).toEqual([route.name, 303, '/login']);
  }
});

it('needs a write permission for every form that changes something', () => {
  const forms = routes.filter(({ verb, name }) => verb === 'POST' && !EXEMPT.some((exempt) => name.startsWith(exempt)));
  const readable = forms.filter(({ permissions }) => permissions?.some((one) => !one.endsWith(':write')));
  expect(readable.map(({ name }) => name)).toEqual([]);
});

it('refuses every forged post, whoever is signed in', async () => {
  const forms = routes.filter(({ verb }) => verb === 'POST');
  expect(forms.length).toBeGreaterThan(10);
  for (const { name, path } of sampleOf(forms, forms.length / 4, 'forged')) {
    const { status } = await of('owner').post(path, {}, FORGED);
    expect([name, status]).toEqual([name, 403]);
  }
});

describe('every page', () => {
  let restricted = '';
  const shown: { name: string; path: string; html: string; permission: PermissionName }[] = [];
  beforeAll(async () => {
    const rendered = new Set(sampleOf(CONSOLE_PAGES, CONSOLE_PAGES.length / 5, 'rendered'));
    const states = CONSOLE_PAGES.filter(({ name }) => OTHER_STATES.test(name));
    const made = new Set(sampleOf(states, states.length / 5, 'states'));
    for (const page of CONSOLE_PAGES.filter((one) => !OTHER_STATES.test(one.name) || made.has(one))) {
      if (page.name === 'webhooks') {
        // Events without a number would all be delivered to the webhooks of this page.
        await server.app.get(EventSequenceService).catchUp();
      }
      const path = typeof page.path === 'string' ? page.path : await page.path(server);
      shown.push({ ...page, path, html: rendered.has(page) ? (await of('owner').get(path)).html : '' });
    }
  });

  it('is in the list of pages, and no other', () => {
    const pages = routes.filter(({ verb, permissions }) => verb === 'GET' && permissions !== undefined);
    const paths = shown.map(({ path }) => path.split('?')[0] ?? '');
    expect(paths.filter((path) => !pages.some(({ pattern }) => pattern.test(path)))).toEqual([]);
    const missing = pages.filter(({ name, pattern }) => !isFile(name) && !paths.some((path) => pattern.test(path)));
    expect(missing.map(({ name }) => name)).toEqual([]);
    const names = CONSOLE_PAGES.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('leads by its links to pages and files that exist', () => {
    const opened = routes.filter(({ verb }) => verb === 'GET');
    const links = shown.flatMap(({ name, html }) => linksIn(html).map((path) => ({ name, path })));
    expect(links.length).toBeGreaterThan(500);
    expect(links.filter(({ path }) => !opened.some(({ pattern }) => pattern.test(path)))).toEqual([]);
  });

  it('has an id in each form that makes a change', () => {
    const forms = shown.flatMap(({ name, html }) => changingForms(html).map((form) => ({ name, form })));
    expect(forms.length).toBeGreaterThan(50);
    expect(forms.filter(({ form }) => form.match(/ name="form_id" value="[^"]+"/g)?.length !== 1)).toEqual([]);
  });

  it('has the title of the navigation, in its heading and in the breadcrumbs of the pages below it', () => {
    const { entries } = texts('navigation');
    const titles = new Map(allPages().map(({ path, part, title }) => [path, [title(), entries[part]]]));
    const named = shown.flatMap(({ path, html }) => [
      { path, title: /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] },
      ...[
        ...(/<nav class="crumbs"[^]*?<\/nav>/.exec(html)?.[0] ?? '').matchAll(/href="([^"?]*)" title="([^"]*)"/g),
      ].map(([, href = '', title]) => ({ path: href, title })),
    ]);
    // A new installation begins with its first steps.
    titles.delete('/console/overview');
    const known = named.filter(({ path, title }) => title !== undefined && titles.has(path));
    expect(known.length).toBeGreaterThan(15);
    expect(known.filter(({ path, title = '' }) => !titles.get(path)?.includes(title))).toEqual([]);
  });

  it('has a dash in each cell without a value', () => {
    const cells = shown.flatMap(({ name, html }) => cellsIn(html).map((cell) => ({ name, cell })));
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter(({ cell }) => isBlank(cell))).toEqual([]);
  });

  it('shows a person with a role of one product nothing of others', async () => {
    await aProduct(server, 'own');
    const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Of both products' },
    });
    await issued(server, { product: 'own', customer_id: customer.id, key: 'own-license' });
    await plantForeignProduct(server, customer.id);
    const body = { name: 'restricted', permissions: PRODUCT_ROLE_PERMISSIONS, products: ['own'] };
    expect((await server.asAdmin('POST', '/api/v1/roles', { body })).status).toBe(201);
    const { username } = await createLoggedInUser(server, body.name);
    const browser = new Browser(server);
    await browser.signIn(username, PASSWORD);
    restricted = username;
    const foreign = await server.dataSource.query<{ table: string; text: string }[]>(OF_OTHER_PRODUCTS);
    expect(foreign.length).toBeGreaterThan(50);
    const leaks = [];
    let opened = 0;
    const isOpen = ({ permission }: { permission: PermissionName }) => PRODUCT_ROLE_PERMISSIONS.includes(permission);
    const open = sampleOf(shown.filter(isOpen), 18, 'open');
    const closed = sampleOf(
      shown.filter((page) => !isOpen(page)),
      5,
      'closed',
    );
    const tabs = ['licenses', 'devices', 'refusals', 'orders', 'timeline'].map((tab) => ({
      name: `customer of both, ${tab}`,
      path: `/customer/edit/${customer.id}?tab=${tab}`,
    }));
    for (const { name, path } of [...open, ...tabs, ...closed]) {
      const { status, html } = await browser.get(path);
      expect([name, status >= 500]).toEqual([name, false]);
      if (status === 200) {
        opened += 1;
        // The address of a page is in it.
        const leaked = foreign.filter(({ text }) => !path.includes(text) && html.includes(text));
        leaks.push(...leaked.map((text) => ({ name, path, ...text })));
        leaks.push(...(html.includes(FOREIGN) ? [{ name, path, text: FOREIGN }] : []));
      }
    }
    expect(leaks).toEqual([]);
    expect(opened).toBeGreaterThan(8);
  });

  it('of a thing of another product is not found by a person with a role of one, who cannot send its form either', async () => {
    const person = new Browser(server);
    await person.signIn(restricted, PASSWORD);
    const answers = [];
    const isOpen = (page: { permission: PermissionName }) => PRODUCT_ROLE_PERMISSIONS.includes(page.permission);
    const pages = shown.filter((page) => isOpen(page) && !OF_ALL_PRODUCTS.test(page.name));
    for (const { name, path } of sampleOf(pages, 12, 'forms')) {
      const matching = routes.filter(({ pattern }) => pattern.test(path.split('?')[0] ?? ''));
      const ofThing = matching.every((route) => route.path.includes(NOBODY)) ? matching : [];
      for (const { verb } of ofThing) {
        const { status } = verb === 'GET' ? await person.get(path) : await person.post(path);
        answers.push([name, verb, status]);
      }
    }
    expect(answers.length).toBeGreaterThan(3);
    expect(answers.filter(([, , status]) => ![400, 403, 404].includes(Number(status)))).toEqual([]);
  });

  it('counts the rows of its list in the same words', () => {
    const pagers = shown.flatMap(({ name, html }) => pagersIn(html).map((text) => ({ name, text })));
    expect(pagers.length).toBeGreaterThan(5);
    expect(pagers.filter(({ text }) => !COUNT.test(text))).toEqual([]);
  });
});

/** Pages whose route others show too, of things that take long to make: a part of them is made each day. */
const OTHER_STATES =
  /^(import-(undone|used|working|api-failed)|license-import-(check|result)|job-(run|result)|customer-long|statistics-(version|customer)|report-[12]|version-halted|api-key-called|person-deactivated|import-failed)$/;

/** Pages of policies and free resources, which all products share, and those whose address names a step and no thing. */
const OF_ALL_PRODUCTS =
  /^(policy|resource-(edit|allocate|delete)$|licenses-|license-import-|\w+-import-check$|dialect-try$)/;

/** Texts that only rows of other products have. */
const OF_OTHER_PRODUCTS = `
  SELECT 'licenses' AS table, key AS text FROM licenses WHERE key <> 'own-license'
  UNION SELECT 'customers', email FROM customers WHERE email <> 'ada@example.com'
  UNION SELECT 'products', reference FROM products WHERE length(reference) > 4 AND reference <> 'own'
  UNION SELECT 'activations', fingerprint FROM activations WHERE length(fingerprint) > 8
  UNION SELECT 'groups', name FROM groups WHERE length(name) > 4
  UNION SELECT 'trials', fingerprint FROM trials WHERE length(fingerprint) > 8`;

/** "1–50 of 12,431, newest first", with remarks after a dot. */
const COUNT =
  /^(No rows|[\d,]+–[\d,]+ of (more than |at least )?[\d,]+, [a-z ]+|[\d,]+ on this page(, of .+)?, [a-z ]+)( · .+)?$/;

/** Paths of the console, once each. */
const linksIn = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/<a\b[^>]* href="(\/(?:console|license|customer|account)\b[^"?#]*)/g)].map(
      ([, path = '']) => path,
    ),
  ),
];

const changingForms = (html: string): string[] =>
  [...html.matchAll(/<form\b[^>]* method="post"[^]*?<\/form>/g)].map(([form]) => form);

const pagersIn = (html: string): string[] =>
  [...html.matchAll(/<nav class="pager"[^>]*><p>(.*?)<\/p>/g)].map(([, text = '']) => text);

const cellsIn = (html: string): string[] =>
  [...html.matchAll(/<td\b[^>]*>(.*?)<\/td>/gs)].map(([, content = '']) => content);

/** Without a text, a picture or a control. */
function isBlank(cell: string): boolean {
  return !/<(svg|input|button|select|textarea)\b/.test(cell) && cell.replace(/<[^>]*>/g, '').trim() === '';
}

/**
 * What the browser saves, parts of pages, addresses that lead elsewhere, and pages of those who have a second factor, which
 * console-account.spec.ts opens.
 */
const NO_PAGE =
  /\.(export|download|suggest|leadTo)\w*$|^HomeController\.|^SecondFactorController\.(showRenew|askToRemove)$|\.(previewStored|showFirstSettings)$/;
const isFile = (name: string): boolean => NO_PAGE.test(name);
