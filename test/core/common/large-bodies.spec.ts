import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { FormFields } from '../../../src/core/common/http/form-fields';
import { MAX_FIELDS } from '../../../src/core/common/http/json-body';
import { RequestValidationPipe } from '../../../src/core/common/http/request-validation.pipe';
import { keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const JSON_TYPE = { 'content-type': 'application/json' };
const KILOBYTE = 1024;

let server: TestServer;
let url: string;
let programKey: string;
let adminKey: string;
beforeAll(async () => {
  server = await TestServer.start({ OPEN_DIALECTS: 'progran3,smbeauty' });
  url = await server.listen();
  programKey = (await keyOf(server, 'external')).key;
  adminKey = (await keyOf(server, 'internal')).key;
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

/** With the status of each. */
const REFUSED_TO_STRANGERS: [string, string, number][] = [
  ['/api/v1/validate', 'hardware_id', 413],
  ['/api/verify', 'license_key', 413],
  ['/api/license/health', 'app_bundle_id', 413],
  ['/api/licenses/validate', 'license_key', 413],
  ['/api/nothing-here', 'a', 413],
  ['/api/v1/licenses', 'metadata', 401],
  ['/api/create_license', 'license_code', 403],
];

const keys = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"f${index}":1`).join(',')}}`;
const inField = (field: string, value: string): string => `{"${field}":${value}}`;

/** Sends the body and asks for the health right after it. */
async function beside(path: string, body: string, method = 'POST', headers: Record<string, string> = {}) {
  const sent = fetch(`${url}${path}`, { method, body, headers: { ...JSON_TYPE, ...headers } });
  const health = fetch(`${url}/health`);
  const { status, size } = await sent.then(async (response) => ({
    status: response.status,
    size: (await response.text()).length,
  }));
  return { status, size, bystander: (await health).status };
}

describe.each([
  ['90,000 keys', keys(90_000)],
  ['many lists', `[${'[],'.repeat(250_000)}[]]`],
])('a body with %s in a field', (what, value) => {
  it.each([
    ...sampleOf(REFUSED_TO_STRANGERS, 3, what),
    ['/api/v1/licenses', 'metadata', 400] as const,
    ['/api/create_license', 'license_code', 400] as const,
  ])('is refused at %s before it is validated, and before it is read for a stranger', async (path, field, status) => {
    const isKnown = status === 400;
    const body = inField(field, value);
    const parsed = jest.spyOn(JSON, 'parse');
    const validated = jest.spyOn(RequestValidationPipe.prototype, 'transform');
    const answer = await beside(path, body, 'POST', isKnown ? { 'x-api-key': adminKey } : {});
    expect(answer).toMatchObject({ status, bystander: 200 });
    expect(parsed.mock.calls.filter(([text]) => text === body)).toHaveLength(isKnown ? 1 : 0);
    expect(validated).not.toHaveBeenCalled();
  });
});

it('refuses a form with more fields than any has before it has read them all', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = { ...form, 'x-api-key': adminKey };
  const added = jest.spyOn(FormFields.prototype, 'add');
  const answer = await beside('/api/create_license', 'a[]&'.repeat(250_000), 'POST', headers);
  expect(answer).toMatchObject({ status: 400, bystander: 200 });
  expect(added).toHaveBeenCalledTimes(MAX_FIELDS + 1);
});

it('examines few values for a stranger, and none at a path that does not exist', async () => {
  const body = inField('license_key', `[${'{},'.repeat(2_000)}{}]`);
  const open = await server.call('POST', '/api/v1/validate', { headers: JSON_TYPE, body });
  expect([open.status, open.body.error.message]).toEqual([400, 'The body has more than 2000 values']);
  const known = await server.asAdmin('POST', '/api/v1/licenses', { headers: JSON_TYPE, body });
  expect([known.status, known.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  expect((await server.call('POST', '/api/nothing-here', { headers: JSON_TYPE, body: '{' })).status).toBe(404);
});

describe('a refusal before the body has been read', () => {
  const SIZE = 900 * KILOBYTE;
  /** More than is dropped. */
  const ENDLESS = 17 * 1024 * KILOBYTE;

  /** Sends the rest of the body after the server has answered, and reads nothing before all is sent. */
  async function refusal(path: string, headers: string[], size: number): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
    // The connection may be closed while the body is being sent.
    socket.on('error', () => undefined);
    const begun = once(server.app.getHttpServer(), 'request') as Promise<[unknown, ServerResponse]>;
    socket.write(
      [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', ...headers, '', '{'].join('\r\n'),
    );
    const [, response] = await begun;
    if (!response.closed) {
      await once(response, 'close');
    }
    await new Promise((resolve) => socket.write(Buffer.alloc(size - 1, ' '), resolve));
    return received(socket);
  }

  /** Until the answer and the one to another request have arrived, or the connection is closed. */
  function received(socket: Socket): Promise<string> {
    return new Promise((resolve) => {
      let text = '';
      if (socket.closed) {
        resolve(text);
      }
      socket.on('data', (bytes: Buffer) => {
        text += bytes.toString();
        if (text.includes('"healthy"')) {
          socket.destroy();
        }
      });
      socket.on('error', (error) => (text += error.message)).on('close', () => resolve(text));
      socket.resume().write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    });
  }

  it.each([
    ['413', '/api/v1/validate', []],
    ['401', '/api/v1/licenses', []],
    ['413', '/api/v1/validate', ['Connection: close']],
    ['401', '/api/v1/licenses', ['Connection: close']],
  ])('arrives each time: %s at %s %j', async (status, path, more) => {
    const isKept = more.length === 0;
    for (let time = 0; time < 3; time++) {
      const text = await refusal(path, [`Content-Length: ${SIZE}`, ...more], SIZE);
      expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(text.includes('"healthy"')).toBe(isKept);
    }
  });

  it('is followed by no more than 16 MB', async () => {
    const text = await refusal('/api/v1/validate', [`Content-Length: ${2 * ENDLESS}`], ENDLESS).catch(String);
    expect(text).not.toContain('"healthy"');
  });
});

const prefixOf = (dialect: string): string => (dialect === 'native' ? '' : `/dialects/${dialect}`);

/** Shops send whole orders, and senders of e-mails whole messages: up to 512 KB, within the limit by address. */
const EVENTS_OF_OTHERS = [
  '/api/v1/shops/:id/events',
  '/api/v1/shops/:id/events/:token',
  '/api/v1/mails/webhooks/:provider',
  '/api/v1/leak-reports',
];

it('reads no more than 64 KB for whoever needs no permission of the management, at any route but those for events of others', async () => {
  const body = inField('license_key', `"${'x'.repeat(64 * KILOBYTE)}"`);
  const routes = server.routes.filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method));
  expect(routes.length).toBeGreaterThan(80);
  const read: string[] = [];
  for (const { method, url: path, dialect } of sampleOf(routes, routes.length / 5, 'read')) {
    const { status, headers } = await server.call(method, `${prefixOf(dialect)}${path.replace(/:\w+/g, '1')}`, {
      body,
      headers: { ...JSON_TYPE, 'x-api-key': programKey },
    });
    // Pages lead to the sign-in instead of refusing.
    const isSignIn = dialect === 'console' && status === 303 && String(headers.location).startsWith('/login');
    if (!isSignIn && ![401, 403, 413].includes(status) && !EVENTS_OF_OTHERS.includes(path)) {
      read.push(`${method} ${path}: ${status}`);
    }
  }
  expect(read).toEqual([]);
});

it('takes long lists and large bodies where the management sends them', async () => {
  const list = Array.from({ length: 10_000 }, (_, index) => `CODE-${index}`);
  const settings = { lm_blacklisted_license_codes: list, lm_blacklisted_buyers: list };
  expect((await server.asAdmin('PATCH', '/api/v1/settings', { body: settings })).status).toBe(200);
  const { body } = await server.asAdmin('GET', '/api/v1/settings');
  expect(body.items.find(({ name }: { name: string }) => name === 'lm_blacklisted_buyers').value).toHaveLength(10_000);
  await server.asAdmin('PATCH', '/api/v1/settings', {
    body: { lm_blacklisted_license_codes: null, lm_blacklisted_buyers: null },
  });
  const metadata = Object.fromEntries(list.slice(0, 900).map((code) => [code, 1]));
  expect((await issued(server, { metadata })).metadata).toEqual(metadata);
});

it('tells little of a request in which thousands of things are wrong', async () => {
  const wrong = inField('policy_overrides', `[${'{"a":1},'.repeat(1_500)}{}]`);
  const nested = await beside('/api/v1/licenses', wrong, 'POST', {
    authorization: `Bearer ${await server.adminToken()}`,
  });
  expect(nested.status).toBe(400);
  expect(nested.size).toBeLessThan(10 * KILOBYTE);

  const names = `{${Array.from({ length: 200 }, (_, index) => `"${'n'.repeat(250)}${index}":1`).join(',')}}`;
  const unknown = await beside('/api/v1/validate', names);
  expect(unknown.status).toBe(400);
  expect(unknown.size).toBeLessThan(32 * KILOBYTE);
});
