import { PERMISSIONS_OF_ROLE } from '../../src/identity/permissions/permission';
import type { Role } from '../../src/identity/users/user.entity';
import { Browser } from '../support/browser';
import { CONSOLE_PAGES } from '../support/console-pages';
import { type ConsoleRoute, consoleRoutesOf } from '../support/console-routes';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

const ROLES: Role[] = ['owner', 'admin', 'support', 'viewer'];
const FORGED = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
/** Forms of people who are not signed in yet, and the form that ends the session. */
const EXEMPT = ['SignInController.', 'AccountController.'];

let server: TestServer;
let routes: ConsoleRoute[];
const browsers = new Map<Role, Browser>();
beforeAll(async () => {
  server = await TestServer.start();
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
  for (const route of closed) {
    for (const role of ROLES.filter((one) => !mayCall(one, route))) {
      const { status } = route.verb === 'GET' ? await of(role).get(route.path) : await of(role).post(route.path);
      expect([role, route.name, status]).toEqual([role, route.name, 403]);
    }
    const stranger = new Browser(server);
    const { status, location } =
      route.verb === 'GET' ? await stranger.get(route.path) : await stranger.post(route.path);
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
  for (const { name, path } of forms) {
    const { status } = await of('owner').post(path, {}, FORGED);
    expect([name, status]).toEqual([name, 403]);
  }
});

it('has a page for every place in the list of pages, and every page in that list', async () => {
  const shown = new Set<string>();
  for (const { path } of CONSOLE_PAGES) {
    shown.add(patternOf(typeof path === 'string' ? path : await path(server)));
  }
  const pages = routes.filter(({ verb }) => verb === 'GET').map(({ path }) => patternOf(path));
  expect([...shown].filter((path) => !pages.includes(path))).toEqual([]);
});

const ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)$/;

/** Without the query and the ids. */
function patternOf(path: string): string {
  const [bare = ''] = path.split('?');
  return bare
    .split('/')
    .map((part) => (ID.test(part) ? '*' : part))
    .join('/')
    .replace(/(?<=.)\/$/, '');
}
