import { Contract } from '../../support/conformance';
import { APIS } from '../../support/contracts';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { MALFORMED_FORMS, MALFORMED_REQUESTS, type MalformedRequest } from '../../support/malformed';
import { Browser } from '../../testkit/browser';
import { sampleOf } from '../../testkit/sample';
import { isLoggedIn } from '../../testkit/users';
import { type Answer, type ServedRoute, TestServer } from '../../testkit/server';

const A_UUID = '2f9a4e0e-6a0b-4d57-9a3f-0c9f4b1f7a11';

const NAMES = [...APIS.map(({ dialect }) => dialect.name), 'console'];
const CONTRACTS = new Map(APIS.map(({ dialect, file }) => [dialect.name, Contract.of(file)]));

/** LicenseBox's programs would take a body for the file. */
const WITHOUT_BODY = /^\/api\/(download_update|get_update_size)\//;

const NO_CREDENTIAL: MalformedRequest = {
  name: 'no credential',
  call: { headers: { authorization: '', 'x-api-key': '', cookie: '' } },
};

/** Of the requests that fit a route, so many are sent to it in one run. */
const SHARE = 0.05;

/** Of the routes of an API, so many get requests in one run, but not fewer than the least. */
const SHARE_OF_ROUTES = 0.2;
const LEAST_ROUTES = 6;

/** Served as files, not by an API. */
const isFile = ({ url }: ServedRoute): boolean =>
  ['/docs', '/openapi', '/handbook'].some((path) => url.startsWith(path));

let server: TestServer;
let browser: Browser;
let token: string | undefined;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
});
afterAll(() => server.stop());

it.each(NAMES)(
  'answers hostile requests on the routes of %s with a documented error, and never with 500',
  async (name) => {
    const all = server.routes.filter(
      (route) => route.dialect === name && !isFile(route) && route.method !== 'HEAD' && route.method !== 'OPTIONS',
    );
    const routes = sampleOf(all, Math.max(LEAST_ROUTES, Math.ceil(all.length * SHARE_OF_ROUTES)), name);
    expect(routes).not.toEqual([]);
    const faults: string[] = [];
    const begun = new Set<string>();
    let credentials = await credentialsFor(name);
    for (const [index, route] of routes.entries()) {
      const isFirst = isNew(begun, route.method);
      const isFirstOfResource = isNew(begun, `${route.method} ${resourceOf(route)}`);
      const fitting = requestsTo(name).filter(
        (request) =>
          isReadAt(route, request) &&
          (isFirst || !request.isReadBeforeRoutes) &&
          (isFirstOfResource || !request.isReadByRouterOrParser) &&
          (isFirstOfResource || !request.isReadByLists || (route.method === 'GET' && !isAboutNothing(route))) &&
          (isFirstOfResource || !isAboutNothing(route) || isInTurn(request, index)),
      );
      const sampled = sampleOf(fitting, Math.ceil(fitting.length * SHARE), `${name} ${route.method} ${route.url}`);
      const requests = [...sampled, NO_CREDENTIAL];
      const answers = await Promise.all(requests.map((request) => send(route, request, credentials)));
      faults.push(...answers.flatMap((answer, index) => faultsOf(route, requests[index] ?? NO_CREDENTIAL, answer)));
      // Only a request that changes something ends a log-in.
      if (requests.some(({ method = route.method }) => method !== 'GET')) {
        credentials = await credentialsFor(name);
      }
    }
    expect(faults.slice(0, 20)).toEqual([]);
  },
  240_000,
);

it('serves afterwards, with its data unchanged and no new admin', async () => {
  expect(await server.call('GET', '/health')).toMatchObject({ status: 200, body: { status: 'healthy' } });
  const { body } = await server.asAdmin('GET', '/api/v1/auth/me');
  expect(body).toMatchObject({ username: 'admin', role: 'owner' });
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

/** The console reads forms. */
function requestsTo(name: string): readonly MalformedRequest[] {
  return name === 'console'
    ? [...MALFORMED_REQUESTS.filter(({ call }) => call.body === undefined), ...MALFORMED_FORMS]
    : MALFORMED_REQUESTS;
}

/** The same log-in for all routes until one of them ends it. */
async function credentialsFor(name: string): Promise<Record<string, string>> {
  if (name === 'console') {
    return consoleCookie();
  }
  if (token === undefined || !(await isLoggedIn(server, token))) {
    token = await server.logIn('admin', ADMIN_PASSWORD);
  }
  return { authorization: `Bearer ${token}`, 'x-api-key': server.systemKey };
}

async function consoleCookie(): Promise<Record<string, string>> {
  // Leads to a page, or to the sign-in: to render one after each form would take most of the time.
  const { location = '/login' } = await browser.get('/console');
  if (location.startsWith('/login')) {
    browser = new Browser(server);
    await browser.signIn();
  }
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
  return { cookie, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
}

/** A body is not read with a GET: one stands for all. A parameter is read where the path has one. */
function isReadAt(route: ServedRoute, { method, parameter, call }: MalformedRequest): boolean {
  if (parameter !== undefined) {
    return route.url.includes(':');
  }
  return (
    route.method !== 'GET' || method !== undefined || call.body === undefined || call === MALFORMED_REQUESTS[0]?.call
  );
}

/** A page or a form of the console about a thing that does not exist: it is looked up first, and no list is read. */
function isAboutNothing({ dialect, url }: ServedRoute): boolean {
  return dialect === 'console' && url.includes(':');
}

/** Of the forms, such a route gets every third one; the first route of each resource gets all. */
function isInTurn(request: MalformedRequest, index: number): boolean {
  const position = MALFORMED_FORMS.indexOf(request);
  return position < 0 || (position + index) % 3 === 0;
}

function isNew(known: Set<string>, name: string): boolean {
  const isKnown = known.has(name);
  known.add(name);
  return !isKnown;
}

/** The beginning of its path, such as `/api/v1/licenses` or `/console/licenses`. */
function resourceOf({ url }: ServedRoute): string {
  return url
    .split('/')
    .slice(0, url.startsWith('/api/v1/') ? 4 : 3)
    .join('/');
}

function send(route: ServedRoute, request: MalformedRequest, credentials: Record<string, string>): Promise<Answer> {
  const path =
    prefixOf(route) + route.url.replace(/:\w+(\([^)]*\))?/g, request.parameter ?? A_UUID) + (request.suffix ?? '');
  const method = (request.method ?? route.method) as 'GET';
  return server.call(method, path, { ...request.call, headers: { ...credentials, ...request.call.headers } });
}

/** Where several APIs claim an address, each is reached under its own prefix. */
function prefixOf({ method, url, dialect }: ServedRoute): string {
  const claims = server.routes.filter((other) => other.method === method && other.url === url);
  return claims.length > 1 ? `/dialects/${dialect}` : '';
}

function faultsOf(route: ServedRoute, request: MalformedRequest, answer: Answer): string[] {
  const where = () =>
    `${route.method} ${route.url}, ${request.name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`;
  if (answer.status >= 500) {
    return [`failed: ${where()}`];
  }
  if (answer.status < 400) {
    return [];
  }
  if (answer.body === '' && WITHOUT_BODY.test(route.url)) {
    return [];
  }
  // Another address than the route's may have another owner: then any API's form will do.
  const elsewhere = request.suffix !== undefined || request.parameter !== undefined || request.method !== undefined;
  if (isPage(answer) && (elsewhere || route.dialect === 'console')) {
    return [];
  }
  if (!/^application\/(vnd\.api\+)?json;/.test(String(answer.headers['content-type']))) {
    return [`is no JSON: ${where()}`];
  }
  const contracts = elsewhere ? [...CONTRACTS.values()] : [CONTRACTS.get(route.dialect)];
  return contracts.some((contract) => contract?.describesError(answer.body))
    ? []
    : [`is no documented error: ${where()}`];
}

function isPage({ body, headers }: Answer): boolean {
  return headers['content-type'] === 'text/html; charset=utf-8' && String(body).startsWith('<!DOCTYPE html>');
}
