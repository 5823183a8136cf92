import { declaredRoutesOf } from '../../support/console-routes';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

/** Updaters add parameters of their own to the address of a feed. */
const TAKES_ANY_QUERY = ['UpdateFeedsController.getUpdateFeed'];
/** Events of shops and reports of senders are verified as they arrive; files arrive in forms. */
const TAKES_OTHER_BODIES =
  /^(?:ShopEvents|MailWebhooks|LeakReports)Controller\.receive|^RelayCallsController\.sendRelayReport$|^LicenseFilesController\.issueLicenseFiles$|\.(import|upload|set|add|start)\w*(File|Artifact|Import|Leads|Licenses|Customers|Resources)$/;

/** Where the body is read before the query. */
const BODIES: Readonly<Record<string, object>> = {
  'MailTemplatesController.putMailTemplate': { subject: 'Hello', body: 'Hello' },
  'MailTemplatesController.testMailTemplate': { to: 'ada@example.com' },
};

const NONSENSE = { nonsense: '1' };

/** Names in paths that are read before the query and the body are. */
const named = (path: string): string =>
  path
    .replace(/mail-templates\/[^/]+\/[^/]+/, 'mail-templates/license_issued/en')
    .replace(/(updates\/[^/]+\/[^/]+\/files)\/[^/]+$/, '$1/main');

const routes = () =>
  declaredRoutesOf(server)
    .filter(({ dialect, path }) => dialect === undefined && path.startsWith('/api/v1/'))
    .map((route) => ({ ...route, path: named(route.path) }));

const answersTo = async (verb: string, path: string, call: object) => {
  const { status, body } = await server.asAdmin(verb, path, call);
  const fields = (body?.error?.details ?? []) as { field?: string }[];
  return [status, fields.some(({ field }) => field === 'nonsense')];
};

it('no route of the native API ignores a parameter of the query that it does not have', async () => {
  const ignoring: unknown[] = [];
  for (const { name, verb, path } of routes().filter((route) => !TAKES_ANY_QUERY.includes(route.name))) {
    const answer = await answersTo(verb, path, { query: NONSENSE, body: BODIES[name] });
    ignoring.push(...(answer[0] === 400 && answer[1] ? [] : [[name, verb, ...answer]]));
  }
  expect(routes().length).toBeGreaterThan(200);
  expect(ignoring).toEqual([]);
});

it('no route of the native API ignores a field of the body that it does not have', async () => {
  const ignoring: unknown[] = [];
  const changes = routes().filter(({ verb, name }) => verb !== 'GET' && !TAKES_OTHER_BODIES.test(name));
  for (const { name, verb, path } of changes) {
    // The catalog is applied by the plan in its query.
    const query = path === '/api/v1/catalog' ? { plan: 'A'.repeat(43) } : undefined;
    const answer = await answersTo(verb, path, { query, body: NONSENSE });
    ignoring.push(...(answer[0] === 400 && answer[1] ? [] : [[name, verb, ...answer]]));
  }
  expect(ignoring).toEqual([]);
});

it.each([
  ['POST', '/api/v1/signing-keys', { body: { algorithm: 'ES256' } }, 'algorithm'],
  ['GET', '/api/v1/monitoring/stats', { query: { product: 'x' } }, 'product'],
] as const)('%s %s says which one', async (verb, path, call, field) => {
  const { status, body } = await server.asAdmin(verb, path, call);
  expect([status, body.error.details]).toEqual([400, [expect.objectContaining({ field })]]);
});

it('takes the reason of a change, an empty body, and what probes add to addresses beside the API', async () => {
  const path = '/api/v1/signing-keys';
  expect((await server.asAdmin('POST', path, { body: { reason: 'a test', reference: 'T-1' } })).status).toBe(201);
  expect((await server.asAdmin('POST', path, { body: {} })).status).toBe(201);
  expect((await server.call('GET', '/health', { query: { t: '1' } })).status).toBe(200);
});
