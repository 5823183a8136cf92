import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { RateLimitFactor } from '../../../src/core/common/limits/rate-limits.service';
import { LIC } from '../../../src/apis/lic/lic.dialect';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { expectWhole, LIC_KEY, refusal } from '../../support/lic';
import { tally } from '../../testkit/records';
import { IS_DEEP } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const TOO_MANY = refusal('RATE_LIMIT_EXCEEDED', '请求频率超限，请稍后再试');
const VERIFY = { license_key: LIC_KEY, machine_code: 'desk' };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
});
afterAll(() => server.stop());

describe('requests a minute', () => {
  beforeEach(() => server.clock.holdAt('2031-05-17T10:00:00.000Z'));
  afterEach(() => jest.restoreAllMocks());

  async function from(remoteAddress: string, url: string, payload?: object, token?: string): Promise<Answer> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const reply = await server.app.inject({ method: payload ? 'POST' : 'GET', url, remoteAddress, payload, headers });
    return { status: reply.statusCode, body: JSON.parse(reply.payload), headers: reply.headers };
  }

  async function expectLimit(most: number, call: () => Promise<Answer>): Promise<void> {
    const statuses = new Set<number>();
    for (let time = 0; time < most; time++) {
      statuses.add((await call()).status);
    }
    expect(statuses).not.toContain(429);
    server.clock.advance(13_000);
    const refused = await call();
    expectWhole(refused, 429, { ...TOO_MANY, retry_after: 47 });
    expect(refused.headers['retry-after']).toBe('47');
    server.clock.advance(47_000);
    expect((await call()).status).not.toBe(429);
  }

  it('are 100 verifications from one address', async () => {
    expect(LIC.limits.verify?.perMinute).toBe(100);
    const factor = IS_DEEP ? 1 : 0.1;
    jest.replaceProperty(server.app.get(RateLimitFactor), 'value', factor);
    await expectLimit(100 * factor, () => from('203.0.113.1', '/api/verify', VERIFY));
  });

  it('are 10 log-ins and log-outs from one address', async () => {
    let count = 0;
    await expectLimit(10, () => {
      count += 1;
      return from('203.0.113.2', count % 2 ? '/api/auth/login' : '/api/auth/logout', { username: `nobody ${count}` });
    });
  });

  it('are 1000 of an admin with one token, whatever is called', async () => {
    expect(LIC.limits.default?.perMinute).toBe(1000);
    const factor = IS_DEEP ? 1 : 0.02;
    jest.replaceProperty(server.app.get(RateLimitFactor), 'value', factor);
    const { body } = await from('203.0.113.3', '/api/auth/login', { username: 'admin', password: ADMIN_PASSWORD });
    const paths = ['/api/stats', '/api/licenses?per_page=0', '/api/logs?page=0'];
    let count = 0;
    await expectLimit(1000 * factor, () =>
      from('203.0.113.3', paths[++count % 3] ?? '', undefined, body.data.access_token),
    );
    expect((await from('203.0.113.3', '/api/stats', undefined, 'another token')).status).toBe(401);
  });
});

describe('requests at a time', () => {
  let port: number;
  const open: Socket[] = [];
  beforeAll(async () => {
    port = Number(new URL(await server.listen()).port);
  });
  beforeEach(() => server.clock.reset());
  afterEach(async () => {
    open.splice(0).forEach((socket) => socket.destroy());
    await until(
      'a place is free',
      async () => (await answerTo(request('POST', '/api/verify', JSON.stringify(VERIFY)))).status !== 429,
    );
  });

  /** The head of a request, whose body is as long as said or as it is. */
  function request(method: string, path: string, body = '', length = body.length, token?: string): string {
    return [
      `${method} ${path} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/json',
      `Content-Length: ${length}`,
      ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
      ...(length > body.length ? ['Expect: 100-continue'] : []),
      '',
      body,
    ].join('\r\n');
  }

  function send(text: string): Socket {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(text);
    open.push(socket);
    return socket;
  }

  async function answerTo(text: string): Promise<Answer> {
    const socket = send(text);
    let received = '';
    for await (const chunk of socket) {
      received += String(chunk);
      const [head = '', body = ''] = received.split('\r\n\r\n', 2);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (Buffer.byteLength(body) >= length) {
        break;
      }
    }
    socket.destroy();
    const [head = '', body = ''] = received.split('\r\n\r\n', 2);
    const headers = Object.fromEntries(
      head
        .split('\r\n')
        .slice(1)
        .map((line) => line.toLowerCase().split(': ', 2)),
    );
    return { status: Number(head.slice(9, 12)), body: JSON.parse(body), headers };
  }

  /** Requests whose bodies never end, once the server has begun each of them: it answers that it expects the body. */
  async function hold(count: number, path: string, token?: string): Promise<Socket[]> {
    const sockets = Array.from({ length: count }, () => send(request('POST', path, '{', 100, token)));
    const answers = await Promise.all(sockets.map((socket) => once(socket, 'data')));
    expect(tally(answers.map(([answer]) => String(answer)))).toEqual({ 'HTTP/1.1 100 Continue\r\n\r\n': count });
    return sockets;
  }

  const verification = () => answerTo(request('POST', '/api/verify', JSON.stringify(VERIFY)));

  it('are 20 from one address, until one of them ends or its connection does', async () => {
    const held = await hold(19, '/api/verify');
    expect((await verification()).status).toBe(404);
    const [last] = await hold(1, '/api/verify');
    const refused = await verification();
    expectWhole(refused, 429, { ...TOO_MANY, retry_after: 1 });
    expect(refused.headers['retry-after']).toBe('1');

    last?.destroy();
    await until('a place is free', async () => (await verification()).status === 404);
    await hold(1, '/api/verify');
    expect((await verification()).status).toBe(429);
    held[0]?.write(' '.repeat(98) + '}');
    await until('a place is free', async () => (await verification()).status === 404);
  });

  it('are 10 with one token, and other dialects know nothing of it', async () => {
    const token = await server.adminToken();
    await hold(10, '/api/licenses/1/extend', token);
    const stats = (withToken: string) => answerTo(request('GET', '/api/stats', '', 0, withToken));
    expectWhole(await stats(token), 429, { ...TOO_MANY, retry_after: 1 });
    expect((await stats('another')).status).toBe(401);
    expect((await answerTo(request('GET', '/api/v1/auth/me', '', 0, token))).status).toBe(200);
    await hold(10, '/api/verify');
    expect((await verification()).status).toBe(429);
    expect((await answerTo(request('GET', '/health'))).status).toBe(200);
  });

  it('are left free by those that are answered', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, verification));
    const more = await Promise.all(Array.from({ length: 15 }, verification));
    expect(tally([...answers, ...more].map(({ status }) => status))).toEqual({ 404: 30 });
  });

  it('are not counted where rate limits are lifted', async () => {
    const lifted = await TestServer.shared();
    const sent = Array.from({ length: 40 }, () => lifted.call('POST', '/api/verify', { body: VERIFY }));
    expect(tally((await Promise.all(sent)).map(({ status }) => status))).toEqual({ 404: 40 });
    await lifted.stop();
  });
});
