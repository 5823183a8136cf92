import type { RequestListener } from 'node:http';
import { ShadowingService } from '../../../src/plugins/migration/shadowing/shadowing.service';
import { issued } from '../../testkit/issue';
import { listening } from '../../testkit/listening';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let received: number;
let answer: RequestListener;
/** A fifth of the usual limits. */
const LIMIT = 20;
beforeAll(async () => {
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '0.2' });
  const url = await listening((request, response) => {
    received++;
    answer(request, response);
  });
  await server.sdk.settings.update({ 'shadow.v2.url': url, 'shadow.lic.url': url });
});
afterAll(() => server.stop());
beforeEach(() => {
  received = 0;
  answer = (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
afterEach(() => settled());

const settled = () => server.app.get(ShadowingService).settled();

/** One after another: the requests that are served at once have a limit of their own. */
async function statusesFrom(
  remoteAddress: string,
  times: number,
  headers: (index: number) => object,
): Promise<number[]> {
  const statuses: number[] = [];
  for (let index = 0; index < times; index++) {
    const options = { body: { license_key: `x-${index}` }, headers: { ...headers(index) }, remoteAddress };
    statuses.push((await server.call('POST', '/api/license/activate', options)).status);
  }
  return statuses;
}

it('refuses a client beyond that of the API, whatever address it claims', async () => {
  answer = (_request, response) => void response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  const claimed = (index: number) => ({ 'x-api-key': server.systemKey, 'x-forwarded-for': `192.0.2.${index}` });
  const statuses = await statusesFrom('203.0.113.77', LIMIT + 5, claimed);
  expect([received, statuses.filter((status) => status === 429).length]).toEqual([LIMIT, 5]);
});

it('refuses a client that guesses credentials, and not one that the old server knows', async () => {
  answer = (request, response) => {
    response.writeHead(request.headers.authorization === 'Bearer of.the.old' ? 200 : 401).end('{}');
  };
  const remoteAddress = '203.0.113.78';
  const list = (token: string) =>
    server.call('GET', '/api/licenses', { headers: { authorization: `Bearer ${token}` }, remoteAddress });
  expect((await list('of.the.old')).status).toBe(200);
  const statuses: number[] = [];
  for (let guess = 0; guess < LIMIT + 5; guess++) {
    statuses.push((await list(`a.guess.${guess}`)).status);
  }
  expect([401, 429].map((wanted) => statuses.filter((status) => status === wanted).length)).toEqual([LIMIT, 5]);
  expect((await list('of.the.old')).status).toBe(200);
});

it('counts a request once, though it is answered twice', async () => {
  const { key } = await issued(server);
  const remoteAddress = '203.0.113.79';
  const verify = () =>
    server.withKey('POST', '/api/license/verify', {
      body: { license_key: key, hardware_hash: 'desk' },
      remoteAddress,
    });
  for (let request = 0; request < LIMIT; request++) {
    expect((await verify()).status).toBe(200);
    await settled();
  }
  expect((await verify()).status).toBe(429);
});
