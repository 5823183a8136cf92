import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { RequestValidationPipe } from '../../../src/core/common/http/request-validation.pipe';
import { RECEIVING_LIMITS } from '../../../src/core/common/http/transfer-time';
import { Shutdown } from '../../../src/core/common/shutdown';
import { FastRoute } from '../../../src/core/fast-path/fast-route';
import { activate, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let port: number;
let key: string;
const open: Socket[] = [];
beforeAll(async () => {
  server = await TestServer.shared({ TRUSTED_PROXIES: '127.0.0.1' });
  port = Number(new URL(await server.listen()).port);
  key = (await issued(server)).key;
  await activate(server, key, 'desk');
});
let validated: jest.SpyInstance;
beforeEach(() => {
  validated = jest.spyOn(RequestValidationPipe.prototype, 'transform');
});
afterEach(() => {
  open.splice(0).forEach((socket) => socket.destroy());
  validated.mockRestore();
});
afterAll(() => server.stop());

/** A cookie of another program: a request with it takes Nest's way. */
const ORDINARY = 'Cookie: theme=dark\r\n';

const bodyOf = (device: string): string => JSON.stringify({ license_key: key, hardware_id: device });

const request = (body: string, more = '', length = Buffer.byteLength(body), path = '/api/v1/validate'): string =>
  `POST ${path} HTTP/1.1\r\nHost: keyward\r\n${more}Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`;

function connection(): Socket {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  open.push(socket);
  return socket;
}

/** The bytes that arrive until the texts stand in them. */
async function received(socket: Socket, ...texts: string[]): Promise<string> {
  let all = '';
  while (!texts.every((text) => all.includes(text))) {
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    all += bytes.toString();
  }
  return all;
}

it('waits for the rest of a body that comes in parts', async () => {
  const body = bodyOf('desk');
  const socket = connection();
  const arrived = once(server.app.getHttpServer(), 'request');
  socket.write(request(body.slice(0, 10), '', body.length));
  await arrived;
  await new Promise((resolve) => setImmediate(resolve));
  socket.write(body.slice(10));
  expect(await received(socket, '"valid":true')).toContain('HTTP/1.1 200 OK');
  expect(validated).not.toHaveBeenCalled();
});

it('answers requests that come together in their order', async () => {
  const socket = connection();
  socket.write(request(bodyOf('desk')) + request(bodyOf('other'), ORDINARY) + request(bodyOf('desk')));
  const text = await received(socket, '"valid":true', '"valid":false');
  const rest = text.split('"valid":true').length < 3 ? await received(socket, '"valid":true') : '';
  expect((text + rest).match(/"valid":(true|false)/g)).toEqual(['"valid":true', '"valid":false', '"valid":true']);
});

it.each([
  ['is not JSON', '{"license_key":', 400],
  ['is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('latin1'), 400],
  ['has a field of another type', '{"license_key":1,"hardware_id":"desk"}', 400],
])('hands a body on that %s', async (_what, body, status) => {
  const answers = [];
  for (const more of ['', ORDINARY]) {
    const socket = connection();
    socket.write(Buffer.from(request(body, more, body.length), 'latin1'));
    const text = await received(socket, '\r\n\r\n', '}');
    expect(text).toContain(`HTTP/1.1 ${status} `);
    answers.push(text.slice(text.indexOf('\r\n\r\n')).replace(/"request_id":"[^"]+"/, ''));
  }
  expect(answers[0]).toBe(answers[1]);
});

it.each([
  ['an answer', '/api/v1/validate', () => bodyOf('desk')],
  ['a refusal', '/api/v1/heartbeat', () => bodyOf('unknown')],
])('sends %s with the headers of the ordinary way', async (_what, path, body) => {
  const heads = [];
  for (const more of ['', ORDINARY]) {
    const socket = connection();
    socket.write(request(body(), `${more}Origin: https://shop.example\r\n`, undefined, path));
    const [head = ''] = (await received(socket, '\r\n\r\n', '}')).split('\r\n\r\n');
    heads.push(
      head
        .toLowerCase()
        .replace(/(x-request-id|date|content-length): .*/g, '$1')
        .split('\r\n')
        .sort(),
    );
  }
  expect(heads[0]).toEqual(heads[1]);
});

it('logs the address that a trusted proxy tells', async () => {
  for (const more of ['', ORDINARY]) {
    const socket = connection();
    socket.write(request(bodyOf('desk'), `${more}X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n`));
    await received(socket, '"valid":true');
    const [logged] = await server.dataSource.query(
      'SELECT ip, outcome FROM verifications ORDER BY at DESC, id DESC LIMIT 1',
    );
    expect(logged).toEqual({ ip: '198.51.100.7', outcome: 'VALID' });
  }
});

it('ends a request whose body does not come', async () => {
  const limit = jest.replaceProperty(RECEIVING_LIMITS, 'small', 20);
  const socket = connection();
  socket.write(request('{', '', 100));
  expect(await received(socket, '\r\n\r\n')).toContain('408 Request Timeout');
  limit.restore();
});

it('answers 500 and lives on if a handler sets a header that cannot be sent', async () => {
  const answered = jest.spyOn(FastRoute.prototype, 'answer').mockImplementationOnce((call) => {
    call.header('keyward-meters', 'two\nlines');
    return Promise.resolve({});
  });
  const socket = connection();
  socket.write(request(bodyOf('desk')));
  expect(await received(socket, '\r\n\r\n', '}')).toContain('HTTP/1.1 500 ');
  socket.write(request(bodyOf('desk')));
  expect(await received(socket, '"valid":true')).toContain('200 OK');
  answered.mockRestore();
});

it('closes the connection with the answer once the server is stopping', async () => {
  // It begins while the request is served.
  const begun = jest.spyOn(Shutdown.prototype, 'hasBegun', 'get').mockReturnValue(true).mockReturnValueOnce(false);
  try {
    const socket = connection();
    socket.write(request(bodyOf('desk')));
    expect((await received(socket, '"valid":true')).toLowerCase()).toContain('connection: close');
  } finally {
    begun.mockRestore();
  }
});
