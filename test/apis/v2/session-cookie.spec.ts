import { Browser } from '../../testkit/browser';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { contract as V2 } from '../../contracts/v2';
import { type PreparedWorld, worldOn } from '../../support/prepared-world';
import { type Answer, type Call, TestServer } from '../../testkit/server';

const SAME_ORIGIN = { 'sec-fetch-site': 'same-origin' };
const OTHER_SITE = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.com' };

const ADMIN_CALLS = Contract.of('openapi/v2.json').operations.filter(({ takesTokens }) => takesTokens);
const READS = ADMIN_CALLS.filter(({ method }) => method === 'get');
const WRITES = ADMIN_CALLS.filter(({ method }) => method !== 'get');

let server: TestServer;
let world: PreparedWorld;
let cookie: string;
beforeAll(async () => {
  server = await TestServer.shared();
  world = await worldOn(server);
  const browser = new Browser(server);
  await browser.signIn();
  cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ');
});
afterAll(() => server.stop());

/** Sends a good request with the session cookie and no other credential. */
async function send({ id, method, path }: DocumentedOperation, headers: Record<string, string>): Promise<Answer> {
  const {
    body,
    query,
    headers: own,
    ...parameters
  } = (await V2.calls[id]?.good(world)) as Call & Record<string, unknown>;
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parameters[name])));
  return server.call(method.toUpperCase(), url, { body, query, headers: { ...own, cookie, ...headers } });
}

it('knows all admin calls', () => {
  expect([READS.length, WRITES.length]).toEqual([14, 10]);
});

describe.each(READS)('$id', (operation) => {
  it('takes the session cookie of the console', async () => {
    expect((await send(operation, {})).status).toBe(200);
  });
});

describe.each(WRITES)('$id', (operation) => {
  it('takes the session cookie of the console from a page of the server', async () => {
    expect((await send(operation, SAME_ORIGIN)).status).toBe(200);
  });

  it('refuses it from another site, in the nested shape', async () => {
    const { status, body } = await send(operation, OTHER_SITE);
    expect([status, body]).toEqual([403, { error: { code: 'FORBIDDEN', message: expect.any(String) } }]);
  });
});

it.each(['activateLicense', 'verifyLicense'])('%s, which programs call, does not take it', async (id) => {
  const operation = Contract.of('openapi/v2.json').operations.find((one) => one.id === id);
  expect(operation && (await send(operation, SAME_ORIGIN)).status).toBe(401);
});
