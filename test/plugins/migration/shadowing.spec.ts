import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { running } from '../../testkit/leftovers';
import { issued } from '../../testkit/issue';
import type { Call, TestServer } from '../../testkit/server';
import { ShadowPair } from '../../support/shadow-pair';
import { CERT_FILE, KEY_FILE } from '../../support/tls';

let pair: ShadowPair;
let old: TestServer;
let server: TestServer;
let oldUrl: string;

beforeAll(async () => {
  pair = await ShadowPair.start();
  ({ old, server, oldUrl } = pair);
});
afterAll(() => pair.stop());
afterEach(() => pair.endShadow('v2'));
beforeEach(() => pair.emptyTables());

const ACTIVATE = '/api/license/activate';
const VERIFY = '/api/license/verify';

const shadow = (settings: Record<string, string | number>) => pair.shadow('v2', settings);
const agreement = () => pair.agreement('v2');

const send = (path: string, license_key: string, device = 'desk', call: Call = {}, to = server) =>
  to.withKey('POST', path, { body: { license_key, hardware_hash: device, app_version: '1.0.0' }, ...call });

async function issueOnBoth(key: string, here: object = {}): Promise<void> {
  await issued(old, { key, max_activations: 2 });
  await issued(server, { key, max_activations: 2, ...here });
}

const aKey = (isOurs?: boolean) => pair.aKey(isOurs);

/** A server of the old kind that answers as a test tells it to. */
function oldServer(answer: RequestListener): Promise<string> {
  return listening(createServer(answer));
}

async function listening(listener: Server): Promise<string> {
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
  running.add({ stop: () => new Promise<void>((closed) => listener.close(() => closed()).closeAllConnections()) });
  return `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
}

describe('an API whose old server answers', () => {
  it('passes its answer on, and stores, logs and counts nothing itself', async () => {
    const key = aKey();
    await issueOnBoth(key);
    await shadow({});
    const answer = await send(ACTIVATE, key);
    expect([answer.status, answer.body.activation.license_key]).toEqual([200, key]);
    expect(await agreement()).toEqual({ [`POST ${ACTIVATE}`]: { same: 1 } });
    expect(await server.dataSource.query('SELECT 1 FROM activations')).toEqual([]);
    expect(await server.dataSource.query('SELECT 1 FROM verifications')).toEqual([]);
    expect(
      await old.dataSource.query('SELECT 1 FROM activations JOIN licenses l ON l.id = license_id WHERE l.key = $1', [
        key,
      ]),
    ).toHaveLength(1);
    expect(await server.metrics()).not.toMatch(/keyward_verdicts_total\{[^}]*operation="activate"[^}]*\} [1-9]/);
  });

  it('shows each request that it would have answered differently, with secrets hidden', async () => {
    const [same, ended, unknown] = [aKey(), aKey(), aKey()];
    await issueOnBoth(same);
    await issueOnBoth(ended, { starts_at: '2020-01-01', expires_at: '2021-01-01' });
    await issued(old, { key: unknown });
    await shadow({});
    for (const key of [same, ended, unknown]) {
      await send(ACTIVATE, key);
      await send(VERIFY, key);
    }
    expect(await agreement()).toEqual({
      [`POST ${ACTIVATE}`]: { same: 1, status: 2 },
      // The activation was not stored here: the device is not known.
      [`POST ${VERIFY}`]: { values: 3 },
    });
    const found = await pair.differences('v2');
    expect(found).toHaveLength(5);
    expect(found.find(({ operation }: { operation: string }) => operation === `POST ${ACTIVATE}`)).toMatchObject({
      operation: `POST ${ACTIVATE}`,
      kind: 'status',
      url: ACTIVATE,
      old_server: { status: 200 },
      answered_by_keyward: false,
    });
    const texts = JSON.stringify(found);
    expect([texts.includes(ended), texts.includes(`••••${ended.slice(-4)}`)]).toEqual([false, true]);
    const one = await server.asAdmin('GET', `/api/v1/shadows/v2/differences/${found[0].id}`);
    expect(one.body).toEqual(found[0]);
  });

  it('sends what programs send, with the address of the connection as the only one', async () => {
    const received: { url?: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
    const url = await oldServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push({ url: request.url, headers: request.headers, body });
        response.writeHead(418, { 'content-type': 'application/json', etag: '"old"', 'x-old': 'yes' });
        response.end('{"tea":true}');
      });
    });
    await shadow({ url });
    const answer = await server.call('POST', `/dialects/v2${VERIFY}?a=1&a=2`, {
      body: { license_key: 'none' },
      headers: { host: 'licenses.old.example', 'x-api-key': 'theirs', 'x-forwarded-for': '198.51.100.7' },
      remoteAddress: '203.0.113.9',
    });
    const { status, body, headers } = answer;
    expect([status, body, headers.etag, headers['x-old']]).toEqual([418, { tea: true }, '"old"', undefined]);
    expect(received).toEqual([
      {
        url: `${VERIFY}?a=1&a=2`,
        headers: expect.objectContaining({
          host: 'licenses.old.example',
          'x-api-key': 'theirs',
          'x-forwarded-for': '203.0.113.9',
          'x-forwarded-host': 'licenses.old.example',
          'content-type': 'application/json',
        }),
        body: '{"license_key":"none"}',
      },
    ]);
  });

  it('expects a certificate of the address of the old server, not of the former host name', async () => {
    const names: string[] = [];
    const options = { key: readFileSync(KEY_FILE), cert: readFileSync(CERT_FILE) };
    const secure = createSecureServer({
      ...options,
      SNICallback: (name, done) => {
        names.push(name);
        done(null);
      },
    });
    const url = (await listening(secure)).replace('http://127.0.0.1', 'https://localhost');
    await shadow({ url });
    // Nobody has signed its certificate.
    const { status } = await send(VERIFY, aKey(), 'desk', { headers: { host: 'licenses.old.example' } });
    expect([status, names]).toEqual([503, ['localhost']]);
  });

  it('answers 503 in the format of the API while the old server does not, and 413 for a large body', async () => {
    const url = await oldServer((request) => request.destroy());
    await shadow({ url });
    const silent = await send(VERIFY, aKey());
    expect([silent.status, silent.body.error, silent.headers['retry-after']]).toEqual([503, expect.anything(), '5']);
    const large = await send(VERIFY, 'x'.repeat(70_000));
    expect(large.status).toBe(413);
    await shadow({ url: 'http://127.0.0.1:9' });
    expect((await send(VERIFY, aKey())).status).toBe(503);
  });

  it('does not give the beginning of an answer for the whole', async () => {
    const url = await oldServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"valid":true');
      setImmediate(() => response.destroy());
    });
    await shadow({ url });
    const base = await server.listen();
    await expect(
      fetch(`${base}${VERIFY}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }).then(
        (answer) => answer.text(),
      ),
    ).rejects.toThrow();
    expect(await agreement()).toEqual({});
  });

  it('leaves other APIs and the console alone', async () => {
    const url = await oldServer((_request, response) => void response.writeHead(500).end());
    await shadow({ url });
    expect((await server.call('GET', '/health/ready')).status).toBe(200);
    expect((await server.asAdmin('GET', '/api/v1/licenses')).status).toBe(200);
    expect((await server.call('GET', '/console/sign-in')).status).toBe(303);
  });
});

describe('the report of many requests', () => {
  const INFO = '/api/license/info';
  const EVERY = 5;
  const COUNT = 20;

  it('has each difference, and loses no request', async () => {
    const licenses = Array.from({ length: EVERY }, (_, rest) => ({ key: aKey(), rest }));
    for (const { key, rest } of licenses) {
      await issued(old, { key });
      // One in five is unknown here, one has ended.
      if (rest !== 1) {
        await issued(server, { key, ...(rest === 2 && { expires_at: '2021-01-01', starts_at: '2020-01-01' }) });
      }
    }
    await shadow({});
    const planned = Array.from({ length: COUNT }, (_, request) => ({
      request,
      isInfo: request % 3 === 0,
      license: licenses[request % licenses.length] ?? { key: '', rest: 0 },
    }));
    for (const { request, isInfo, license } of planned) {
      const path = isInfo ? `${INFO}/${license.key}?n=${request}` : `${VERIFY}?n=${request}`;
      const { status, body } = isInfo ? await server.withKey('GET', path) : await send(path, license.key);
      expect([request, status, JSON.stringify(body).includes(license.key)]).toEqual([request, 200, true]);
    }
    const expected = planned.filter(({ license }) => license.rest === 1 || license.rest === 2);
    const unknown = expected.filter(({ isInfo, license }) => isInfo && license.rest === 1);
    const counts = await agreement();
    const sums = Object.values(counts).flatMap((one) => Object.entries(one));
    const sumOf = (outcome: string) => sums.reduce((sum, [name, count]) => sum + (name === outcome ? count : 0), 0);
    expect(['same', 'status', 'shape', 'values', 'skipped'].map(sumOf)).toEqual([
      ...[COUNT - expected.length, unknown.length, 0, expected.length - unknown.length, 0],
    ]);
    const { items } = (await server.asAdmin('GET', '/api/v1/shadows/v2/differences?limit=100')).body;
    const numbers = items.map(({ url }: { url: string }) => Number(/n=(\d+)$/.exec(url)?.[1]));
    expect(numbers.sort((one: number, other: number) => one - other)).toEqual(expected.map(({ request }) => request));
    const texts = JSON.stringify(items);
    expect(licenses.filter(({ key }) => texts.includes(key))).toEqual([]);
  });

  it('counts what an old server that misbehaves is asked, while programs get all answers of this one', async () => {
    const behaviors: RequestListener[] = [
      (request) => request.destroy(),
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"valid":');
        setImmediate(() => response.destroy());
      },
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(' '.repeat(4_000_000));
      },
      (_request, response) => void response.writeHead(500).end(),
    ];
    let asked = 0;
    const url = await oldServer((request, response) => behaviors[asked++ % behaviors.length]?.(request, response));
    const key = aKey();
    await issued(server, { key });
    await shadow({ url, percent: 100 });
    for (let request = 0; request < 8; request++) {
      expect((await send(ACTIVATE, key)).status).toBe(200);
    }
    expect(await agreement()).toEqual({ [`POST ${ACTIVATE}`]: { skipped: 6, status: 2 } });
  });
});

describe('an API of which this server answers some keys', () => {
  it('answers these with all effects and asks the old server the same, and leaves the others to it', async () => {
    const [ours, theirs] = [aKey(true), aKey(false)];
    await issueOnBoth(ours);
    await issueOnBoth(theirs);
    await shadow({ percent: 50 });
    expect((await send(ACTIVATE, ours)).status).toBe(200);
    expect((await send(ACTIVATE, theirs)).status).toBe(200);
    expect(await agreement()).toEqual({ [`POST ${ACTIVATE}`]: { same: 2 } });
    expect(await server.dataSource.query('SELECT l.key FROM activations JOIN licenses l ON l.id = license_id')).toEqual(
      [{ key: ours }],
    );
    const there = await old.dataSource.query(
      'SELECT l.key FROM activations JOIN licenses l ON l.id = license_id WHERE l.key = ANY($1) ORDER BY 1',
      [[ours, theirs]],
    );
    expect(there).toEqual([ours, theirs].sort().map((key) => ({ key })));
  });

  it('answers also while the old server is silent', async () => {
    const key = aKey();
    await issued(server, { key });
    const url = await oldServer((request) => request.destroy());
    await shadow({ url, percent: 100 });
    expect((await send(ACTIVATE, key)).status).toBe(200);
    expect(await agreement()).toEqual({ [`POST ${ACTIVATE}`]: { skipped: 1 } });
  });
});

describe('a license that only the old server knows', () => {
  it('is created with its device by the first answer that accepts it, once', async () => {
    const key = aKey();
    await issued(old, { key, max_activations: 2 });
    await shadow({ learn: 'v2-default' });
    await Promise.all([send(ACTIVATE, key), send(ACTIVATE, key)]);
    await agreement();
    const { items } = (await server.asAdmin('GET', `/api/v1/licenses?key=${key}`)).body;
    expect(items).toEqual([expect.objectContaining({ key, metadata: { learned_from: 'v2' }, product: 'v2-default' })]);
    await server.emptyTables('shadow_counts');
    await send(VERIFY, key);
    expect(await agreement()).toEqual({ [`POST ${VERIFY}`]: { same: 1 } });
  });

  it('is not created for a key that the old server refuses', async () => {
    const [unknown, ended] = [aKey(), aKey()];
    await issued(old, { key: ended, starts_at: '2020-01-01', expires_at: '2021-01-01' });
    await shadow({ learn: 'v2-default' });
    for (const key of [unknown, ended]) {
      await send(ACTIVATE, key);
      await send(VERIFY, key);
    }
    await agreement();
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);
  });

  it('stays unknown if the setting names no product', async () => {
    const key = aKey();
    await issued(old, { key });
    await shadow({ learn: 'nothing' });
    expect((await send(ACTIVATE, key)).status).toBe(200);
    expect(await agreement()).toEqual({ [`POST ${ACTIVATE}`]: { status: 1 } });
    expect((await server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);
  });
});

it('is refused for an API that has no old server, and an address with a path', async () => {
  expect((await server.asAdmin('GET', '/api/v1/shadows/native/agreement')).status).toBe(404);
  const { status } = await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'shadow.v2.url': `${oldUrl}/path` } });
  expect(status).toBe(400);
});
