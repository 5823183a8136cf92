import { changed, issued } from '../../testkit/issue';
import { raceInOrder } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { UpdateFeeds } from '../../support/update-feeds';

/** Per minute: failures of an address, calls of a device, and calls of a license for each seat. */
const FAILURES = 2;
const DEVICE = 3;
const SEAT = 3;
/** Devices of an office, more than the ten seats that any license may call for. Each makes three calls when its program starts. */
const OFFICE = 11;
const NOW = '2031-05-17T09:00:00.000Z';

let server: TestServer;
let feeds: UpdateFeeds;
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  server.clock.holdAt(NOW);
  const body = { 'limits.native.client': FAILURES, 'limits.native.device': DEVICE, 'limits.native.license': SEAT };
  expect((await server.asAdmin('PATCH', '/api/v1/settings', { body })).status).toBe(200);
  feeds = new UpdateFeeds(server);
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

let addresses = 0;
const freshAddress = () => `198.51.100.${++addresses}`;

type Headers = Record<string, string>;

/** A cookie of another program: a request with it takes Nest's way. */
const WAYS: [string, Headers][] = [
  ['on the fast path', {}],
  ['on the ordinary path', { cookie: 'theme=dark' }],
];

interface Program {
  readonly key: string;
  readonly device?: string;
  readonly from: string;
  readonly headers?: Headers;
}

function send(path: string, { key, device, from, headers }: Program, more: object = {}): Promise<Answer> {
  const body = { license_key: key, ...(device !== undefined && { hardware_id: device }), ...more };
  return server.call('POST', `/api/v1/${path}`, { body, remoteAddress: from, headers });
}

const validate = (program: Program) => send('validate', program);

/** The calls of a program that starts. */
async function start(program: Program): Promise<number[]> {
  const statuses: number[] = [];
  for (const path of ['activate', 'validate', 'license-sessions']) {
    statuses.push((await send(path, program)).status);
  }
  return statuses;
}

async function statusesOf(times: number, call: () => Promise<Answer>): Promise<Record<string, number>> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time++) {
    statuses.push((await call()).status);
  }
  return tally(statuses);
}

let guesses = 0;
const guess = (from: string, headers: Headers = {}) => validate({ key: `guess ${++guesses}`, from, headers });

/** Uses up what its address may fail. */
async function fail(from: string): Promise<void> {
  expect(await statusesOf(FAILURES + 1, () => guess(from))).toEqual({ 200: FAILURES, 429: 1 });
}

const floating = (seats: number) => ({ product: 'v2-default', max_activations: null, max_sessions: seats });

describe.each(WAYS)('an office behind one address, %s', (_way, headers) => {
  it.each([
    ['one license of as many seats', { max_activations: OFFICE }],
    ['one license of as many floating seats', floating(OFFICE)],
    ['an unlimited license', { max_activations: null }],
  ])('starts at once with %s', async (_which, license) => {
    const { key } = await issued(server, license);
    const from = freshAddress();
    const devices = Array.from({ length: OFFICE }, (_, number) => `computer ${number}`);
    const started = await Promise.all(devices.map((device) => start({ key, device, from, headers })));
    expect(tally(started.flat())).toEqual({ 201: 2 * OFFICE, 200: OFFICE });
  });

  it('starts at once with a license for each device', async () => {
    const from = freshAddress();
    const keys = await Promise.all(Array.from({ length: OFFICE }, async () => (await issued(server)).key));
    const started = await Promise.all(keys.map((key) => start({ key, device: 'own', from, headers })));
    expect(tally(started.flat())).toEqual({ 201: 2 * OFFICE, 200: OFFICE });
  });

  it('goes on, and gets new computers, while somebody there guesses keys', async () => {
    const { key } = await issued(server);
    const other = await issued(server);
    const from = freshAddress();
    await validate({ key, device: 'desk', from, headers });
    await fail(from);
    expect(await start({ key, device: 'new', from, headers })).toEqual([201, 200, 201]);

    server.clock.advance(20_000);
    const unseen = await validate({ key: other.key, from, headers });
    const wrong = await guess(from, headers);
    const { request_id: _a, ...unseenError } = unseen.body.error;
    const { request_id: _b, ...wrongError } = wrong.body.error;
    expect([unseen.status, unseen.headers['retry-after'], unseenError]).toEqual([429, '40', wrongError]);
    server.clock.advance(40_000);
    expect((await validate({ key: other.key, from, headers })).status).toBe(200);
  });

  it('is limited by device and license, with what is left', async () => {
    const { key } = await issued(server);
    const from = freshAddress();
    const desk = { key, device: 'desk', from, headers };
    expect((await validate(desk)).headers).toMatchObject({
      'ratelimit-policy': `"client";q=${FAILURES};w=60, "device";q=${DEVICE};w=60, "license";q=${10 * SEAT};w=60`,
    });
    expect((await validate(desk)).headers).toMatchObject({
      'ratelimit-policy': `"device";q=${DEVICE};w=60, "license";q=${10 * SEAT};w=60`,
      ratelimit: `"device";r=${DEVICE - 2};t=60, "license";r=${10 * SEAT - 2};t=60`,
    });
    expect(await statusesOf(DEVICE, () => validate(desk))).toEqual({ 200: DEVICE - 2, 429: 2 });
    expect((await validate({ ...desk, device: 'laptop' })).headers.ratelimit).toContain(
      `"license";r=${10 * SEAT - DEVICE - 1}`,
    );
    server.clock.advance(60_000);
    expect((await validate(desk)).status).toBe(200);
  });
});

it('counts both ways together', async () => {
  const { key } = await issued(server);
  const from = freshAddress();
  let calls = 0;
  const call = () => validate({ key, device: 'desk', from, headers: WAYS[calls++ % 2]?.[1] });
  expect(await statusesOf(DEVICE + 2, call)).toEqual({ 200: DEVICE, 429: 2 });
  calls = 0;
  const guessing = () => guess(from, WAYS[calls++ % 2]?.[1]);
  expect(await statusesOf(FAILURES + 2, guessing)).toEqual({ 200: FAILURES, 429: 2 });
});

describe('a license that many use', () => {
  it.each([
    ['one seat, as of ten', { max_activations: 1 }, 10],
    ['its seats', { max_activations: 11 }, 11],
    ['its sessions, if they are more', { max_activations: 1, max_sessions: 12 }, 12],
  ])('is limited by %s, whatever the devices and addresses', async (_which, license, seats) => {
    const { key } = await issued(server, license);
    const most = seats * SEAT;
    let calls = 0;
    const call = () => validate({ key, device: `device ${++calls}`, from: freshAddress() });
    expect(await statusesOf(most + 2, call)).toEqual({ 200: most, 429: 2 });
    expect((await validate({ key, from: freshAddress() })).status).toBe(429);
  });

  it('is limited by its seats as they are now', async () => {
    const license = await issued(server, { max_activations: 1 });
    const from = freshAddress();
    await validate({ key: license.key, from });
    await changed(server, license, { max_activations: 20 });
    await validate({ key: license.key, from });
    expect((await validate({ key: license.key, from })).headers['ratelimit-policy']).toBe(
      `"license";q=${20 * SEAT};w=60`,
    );
  });
});

describe('each call of a program', () => {
  let key: string;
  let product: string;
  let ticket: string;
  let artifact: string;
  beforeAll(async () => {
    product = await feeds.product({ updates_need_license: true });
    await feeds.publish(product, '1.0.0', ['Studio-1.0.0-x64.exe']);
    const [{ id, name }] = (await server.asAdmin('GET', feeds.artifactsOf(product, '1.0.0'))).body.items;
    artifact = `${product}/1.0.0/artifacts/${id}/${name}`;
    await server.asAdmin('PUT', `/api/v1/products/${product}/meters/exports`, {
      body: { name: 'Exports', kind: 'consumed' },
    });
    key = (await issued(server, { product, max_activations: null, meters: { exports: { limit: null } } })).key;
    const from = freshAddress();
    await send('activate', { key, device: 'desk', from });
    const feed = await feeds.feed(product, 'feed.json', { authorization: `License ${key}`, 'x-hardware-id': 'desk' });
    ticket = new URL(JSON.parse(feed.text).files[0].url).pathname;
  });

  const get = (path: string) => async (license_key: string, remoteAddress: string) => {
    const headers = { authorization: `License ${license_key}` };
    const { statusCode } = await server.app.inject({
      method: 'GET',
      url: `/api/v1/updates/${path}`,
      remoteAddress,
      headers,
    });
    return { status: statusCode, body: undefined, headers: {} };
  };
  const post =
    (path: string, more: object = {}) =>
    (license_key: string, from: string) =>
      send(path, { key: license_key, device: `device ${from}`, from }, more);

  it.each<[string, () => (key: string, from: string) => Promise<Answer>]>([
    ['heartbeat', () => post('heartbeat')],
    ['deactivation', () => post('deactivate')],
    ['use of a meter', () => post('usage', { items: [{ meter: 'exports', amount: 1 }] })],
    ['license file', () => post('license-file')],
    ['check for updates', () => post('updates/check', { product, current_version: '0.9.0' })],
    ['latest version', () => get(`${product}/latest`)],
    ['list of versions', () => get(`${product}/versions`)],
    ['file of a version', () => get(artifact)],
    ['feed', () => get(`${product}/feeds/feed.json`)],
  ])('is counted by address only if its license does not exist: %s', async (_which, callOf) => {
    const call = callOf();
    const from = freshAddress();
    const { 429: none = 0 } = await statusesOf(DEVICE, () => call(key, from));
    expect(none).toBe(0);
    let unknown = 0;
    const { 429: refused } = await statusesOf(FAILURES + 2, () => call(`unknown ${++unknown}`, from));
    expect(refused).toBe(2);
    expect((await validate({ key, device: `another ${from}`, from })).status).toBe(200);
    expect((await guess(from)).status).toBe(429);
  });

  it('is counted by the license of its ticket: a download', async () => {
    const from = freshAddress();
    const download = (url: string) => async () => {
      const { statusCode } = await server.app.inject({ method: 'GET', url, remoteAddress: from });
      return { status: statusCode, body: undefined, headers: {} };
    };
    expect(await statusesOf(FAILURES + 1, download(ticket))).toEqual({ 200: FAILURES + 1 });
    const forged = ticket.replace(/\.[^./]+(?=\/[^/]*$)/, '.forged');
    expect(await statusesOf(FAILURES + 2, download(forged))).toEqual({ 404: FAILURES, 429: 2 });
  });
});

describe('by address counts', () => {
  it('a call without a license, before it is run', async () => {
    const from = freshAddress();
    const reference = await feeds.product();
    await feeds.publish(reference, '1.0.0', []);
    const body = { product: reference, current_version: '0.9.0' };
    const check = () => server.call('POST', '/api/v1/updates/check', { body, remoteAddress: from });
    expect(await statusesOf(FAILURES + 2, check)).toEqual({ 200: FAILURES, 429: 2 });
  });

  it.each([
    ['cannot be read', '{"license_key":', 400],
    ['is invalid', { license_key: 'AAAA', hardware_id: 7 }, 400],
    ['is too large', { license_key: 'x'.repeat(70_000) }, 413],
  ])('a call whose body %s', async (_which, body, status) => {
    const remoteAddress = freshAddress();
    const headers = { 'content-type': 'application/json' };
    const call = () => server.call('POST', '/api/v1/validate', { body, headers, remoteAddress });
    expect(await statusesOf(FAILURES + 2, call)).toEqual({ [status]: FAILURES, 429: 2 });
  });

  it('a call with a large body, before the body is read', async () => {
    const { key } = await issued(server);
    const remoteAddress = freshAddress();
    const body = { license_key: key, unknown: 'x'.repeat(20_000) };
    const call = () => server.call('POST', '/api/v1/validate', { body, remoteAddress });
    expect(await statusesOf(FAILURES + 2, call)).toEqual({ 400: FAILURES, 429: 2 });
    expect((await validate({ key, device: 'desk', from: remoteAddress })).status).toBe(429);
  });

  it('a call whose body is of unknown length, before the body is read', async () => {
    const { key } = await issued(server);
    const from = freshAddress();
    // Light my Request adds a length, with which the fast path would take the call.
    const headers = { cookie: 'theme=dark', 'transfer-encoding': 'chunked' };
    expect(await statusesOf(FAILURES + 2, () => validate({ key, from, headers }))).toEqual({ 200: FAILURES, 429: 2 });
  });

  it('a call of a license that was deleted, though it was found before', async () => {
    const license = await issued(server);
    const from = freshAddress();
    await validate({ key: license.key, from });
    await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`);
    const call = () => validate({ key: license.key, from });
    expect(await statusesOf(FAILURES + 2, call)).toEqual({ 200: FAILURES, 429: 2 });
  });

  it('nothing of a license that is found, also if the call is refused', async () => {
    const { key } = await issued(server, { max_activations: 1 });
    const from = freshAddress();
    await send('activate', { key, device: 'desk', from });
    let devices = 0;
    const refused = () => send('activate', { key, device: `device ${++devices}`, from });
    expect(await statusesOf(FAILURES + 1, refused)).toEqual({ 409: FAILURES + 1 });
    expect((await guess(from)).headers.ratelimit).toContain(`"client";r=${FAILURES - 1}`);
  });
});

it('refuses a right key whose check was under way when the limit was reached', async () => {
  const from = freshAddress();
  const { key } = await issued(server);
  const [answer] = await raceInOrder(
    { databaseUrl: server.databaseUrl, hold: 'SELECT FROM licenses WHERE key = $1 FOR UPDATE', values: [key] },
    [() => send('deactivate', { key, device: 'desk', from })],
    () => fail(from),
  );
  expect(answer?.status).toBe(429);
});

describe('sessions', () => {
  const beat = (from: string, session_token: string) =>
    server.call('POST', '/api/v1/license-sessions/heartbeat', { body: { session_token }, remoteAddress: from });

  it('are renewed and ended, however many they are and whatever others there guess', async () => {
    const from = freshAddress();
    const { key } = await issued(server, floating(6));
    const tokens: string[] = [];
    for (let number = 0; number < 6; number++) {
      const program = { key, device: `computer ${number}`, from };
      await send('activate', program);
      tokens.push((await send('license-sessions', program)).body.session_token);
    }
    await fail(from);
    let beats = 0;
    expect(await statusesOf(42, () => beat(from, tokens[beats++ % 6] ?? ''))).toEqual({ 200: 42 });
    const body = { session_token: tokens[0] };
    expect((await server.call('POST', '/api/v1/license-sessions/end', { body, remoteAddress: from })).status).toBe(200);
  });

  it('are guessed no more often than keys, and not renewed as often as a program wants', async () => {
    const from = freshAddress();
    let tokens = 0;
    const guessed = () => beat(from, String(++tokens).padStart(43, 'x'));
    expect(await statusesOf(FAILURES + 2, guessed)).toEqual({ 404: FAILURES, 429: 2 });
    expect((await guess(from)).status).toBe(429);
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.native.session': 2 } });
    expect(await statusesOf(4, () => beat(freshAddress(), 'y'.repeat(43)))).toEqual({ 404: 2, 429: 2 });
  });
});
