import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import type { Server } from 'node:https';
import { type AddressInfo, connect as connectPlainly, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { CertificateReload } from '../../../src/core/common/http/certificate-reload';
import { connectionLimits, OpenConnections } from '../../../src/core/common/http/open-connections';
import { createSecureServer } from '../../../src/core/common/http/secure-server';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { formOf } from '../../testkit/forms';
import { TestServer } from '../../testkit/server';
import { APP, smbeauty } from '../../support/smbeauty';
import { callSecurely, CERT_FILE, KEY_FILE, RENEWED_CERT_FILE, RENEWED_KEY_FILE } from '../../support/tls';
import { until } from '../../testkit/until';

const certificate = { cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) };

let server: TestServer;
let secure: Server;
let url: string;
beforeAll(async () => {
  server = await TestServer.shared({ OPEN_DIALECTS: 'smbeauty' });
  secure = await listening();
  url = urlOf(secure);
});
afterAll(async () => {
  secure.close();
  await server.stop();
});

async function listening(): Promise<Server> {
  const started = createSecureServer(server.app.getHttpServer(), certificate);
  await once(started.listen(0, '127.0.0.1'), 'listening');
  return started;
}

const urlOf = (server: Server) => `https://localhost:${(server.address() as AddressInfo).port}`;

it('is the same application, encrypted', async () => {
  const { status, bytes } = await callSecurely(`${url}/dialects/smbeauty/health`);
  expect([status, JSON.parse(bytes.toString())]).toEqual([200, expect.objectContaining({ status: 'healthy' })]);
});

it('leads to itself where SMBeautyEngine’s apps download', async () => {
  await smbeauty(server).create({ expires_at: '2024-02-15T10:30:00Z' });
  const content = Buffer.alloc(3_000_000, 'license');
  const { body, headers } = await formOf(['license_file', content, 'a.lic']);
  const uploaded = await callSecurely(`${url}/api/admin/license/upload/${APP}`, { method: 'POST', headers }, body);
  expect(uploaded.status).toBe(200);

  const asked = await callSecurely(
    `${url}/api/license/health`,
    { method: 'POST', headers: { 'content-type': 'application/json' } },
    JSON.stringify({ app_bundle_id: APP }),
  );
  const { download_url: link } = JSON.parse(asked.bytes.toString()).data;
  expect(link).toBe(`${url}/api/license/download/${APP}`);
  expect((await callSecurely(link)).bytes.equals(content)).toBe(true);
  const head = await callSecurely(link, { method: 'HEAD' });
  expect([head.headers['content-length'], head.bytes.length]).toEqual([String(content.length), 0]);
});

it('keeps the session of a browser in a secure cookie', async () => {
  const { status, headers } = await callSecurely(
    `${url}/login`,
    { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    new URLSearchParams({ username: 'admin', password: ADMIN_PASSWORD }).toString(),
  );
  expect(status).toBe(303);
  expect(headers['set-cookie']).toEqual([expect.stringMatching(/^__Host-keyward_session=.*; Secure$/)]);
});

it('tells browsers to use TLS for this host, and others nothing, unless PUBLIC_URL does', async () => {
  const json = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const check = JSON.stringify({ license_key: 'unknown' });
  const encrypted = [
    await callSecurely(`${url}/console/sign-in`),
    await callSecurely(`${url}/nothing`),
    await callSecurely(`${url}/api/v1/validate`, json, check),
  ];
  expect(encrypted.map(({ headers }) => headers['strict-transport-security'])).toEqual(
    encrypted.map(() => 'max-age=31536000'),
  );
  expect((await server.call('GET', '/console/sign-in')).headers).not.toHaveProperty('strict-transport-security');
  const proxied = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
  const { headers } = await proxied.call('GET', '/console/sign-in');
  expect(headers).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
  await proxied.stop();
});

it('survives those who speak no TLS', async () => {
  await expect(fetch(url.replace('https', 'http'))).rejects.toThrow();
  expect((await callSecurely(`${url}/health`)).status).toBe(200);
});

it('ends with connections open on which nothing is under way', async () => {
  const other = await listening();
  const connections = new OpenConnections(other, connectionLimits(1, []));
  const { port } = other.address() as AddressInfo;
  const idle = connect({ port, host: 'localhost', ca: certificate.cert });
  await once(idle, 'secureConnect');
  expect((await callSecurely(`${urlOf(other)}/health`)).status).toBe(200);
  const ended = once(idle, 'close');
  await connections.stopListening();
  await connections.end(60_000);
  await ended;
});

it('limits the connections of an address, encrypted or not', async () => {
  const other = await listening();
  new OpenConnections(other, { ...connectionLimits(1, []), ofAddress: 3 });
  const { port } = other.address() as AddressInfo;
  const opened: Socket[] = [];
  /** Whether another connection is accepted. */
  const connects = (): Promise<boolean> => {
    const socket = connect({ port, host: 'localhost', ca: certificate.cert }).on('error', () => undefined);
    opened.push(socket);
    return new Promise((resolve) => {
      socket.once('secureConnect', () => resolve(true)).once('close', () => resolve(false));
    });
  };
  // Without a handshake it counts too.
  opened.push(connectPlainly(port, 'localhost'));
  expect([await connects(), await connects(), await connects()]).toEqual([true, true, false]);
  opened[0]?.destroy();
  await until('there is room for one', connects);
  expect(await connects()).toBe(false);

  opened.forEach((socket) => socket.destroy());
  other.close();
});

it('ends a connection with too many requests at once, and no other one of its address', async () => {
  const REQUEST = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
  const other = await listening();
  new OpenConnections(other, { ...connectionLimits(1, []), pipelined: 2 });
  const { port } = other.address() as AddressInfo;
  const opened = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const socket = connect({ port, host: 'localhost', ca: certificate.cert }).on('error', () => undefined);
      await once(socket, 'secureConnect');
      return socket;
    }),
  );
  const pipeliners = opened.slice(0, 2);
  const ended = pipeliners.map((socket) => once(socket.resume(), 'close'));
  pipeliners.forEach((socket) => socket.write(REQUEST.repeat(3)));
  await Promise.all(ended);
  for (const neighbor of opened.slice(2)) {
    neighbor.write(REQUEST);
    expect(String((await once(neighbor, 'data'))[0])).toMatch(/^HTTP\/1\.1 200/);
  }
  expect((await callSecurely(`${urlOf(other)}/health`)).status).toBe(200);
  opened.forEach((socket) => socket.destroy());
  other.close();
});

describe('a certificate that is replaced on disk', () => {
  const FIRST = { cert: CERT_FILE, key: KEY_FILE };
  const RENEWED = { cert: RENEWED_CERT_FILE, key: RENEWED_KEY_FILE };
  const log = { info: jest.fn(), error: jest.fn() };

  let folder: string;
  let other: Server;
  let reload: CertificateReload;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keyward-tls-'));
    put('2026', FIRST);
    point('2026');
    other = await listening();
    const files = { cert: join(folder, 'live', 'tls.crt'), key: join(folder, 'live', 'tls.key') };
    reload = new CertificateReload(other, files, certificate, log);
    jest.resetAllMocks();
  });
  afterEach(() => {
    other.close();
    rmSync(folder, { recursive: true });
  });

  /** Writes a pair of files into a folder beside the one in use. */
  function put(name: string, { cert, key }: typeof FIRST): void {
    mkdirSync(join(folder, name), { recursive: true });
    copyFileSync(cert, join(folder, name, 'tls.crt'));
    copyFileSync(key, join(folder, name, 'tls.key'));
  }

  /** Replaces the symbolic link `live` in one step, as Kubernetes and certbot do. */
  function point(name: string): void {
    symlinkSync(name, join(folder, 'next'));
    renameSync(join(folder, 'next'), join(folder, 'live'));
  }

  /** Whether a new connection is given this certificate. */
  const presents = ({ cert }: typeof FIRST): Promise<boolean> =>
    callSecurely(`${urlOf(other)}/health`, { ca: readFileSync(cert) }).then(
      ({ status }) => status === 200,
      () => false,
    );

  it('is given to new connections, and open ones continue', async () => {
    const open = connect({ port: (other.address() as AddressInfo).port, host: 'localhost', ca: certificate.cert });
    await once(open, 'secureConnect');
    put('2027', RENEWED);
    point('2027');
    await reload.check();
    expect([await presents(FIRST), await presents(RENEWED)]).toEqual([false, true]);
    expect(log.info.mock.calls).toEqual([
      [expect.stringMatching(/^TLS certificate reloaded; it is valid until .+ GMT$/)],
    ]);

    const answered = once(open, 'data');
    open.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = await answered;
    expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
    open.destroy();
  });

  it('is not loaded again while it stays the same', async () => {
    put('2027', FIRST);
    point('2027');
    await reload.check();
    expect(log.info).not.toHaveBeenCalled();
    expect(log.error).not.toHaveBeenCalled();
  });

  it('is used once both files have been replaced, without an error in between', async () => {
    put('2026', { ...FIRST, key: RENEWED_KEY_FILE });
    await reload.check();
    expect(await presents(FIRST)).toBe(true);
    put('2026', RENEWED);
    await reload.check();
    expect(await presents(RENEWED)).toBe(true);
    expect(log.error).not.toHaveBeenCalled();
  });

  it.each([
    ['a key of another certificate', (): void => put('2026', { ...RENEWED, key: KEY_FILE })],
    ['a file that is no certificate', (): void => put('2026', { ...RENEWED, cert: __filename })],
    ['a file that is missing', (): void => rmSync(join(folder, '2026', 'tls.key'))],
  ])('keeps the former one and logs one error for %s', async (_what, breakFiles) => {
    breakFiles();
    for (let time = 0; time < 4; time++) {
      await reload.check();
    }
    expect(await presents(FIRST)).toBe(true);
    expect(log.error.mock.calls).toEqual([[expect.stringMatching(/^TLS_CERT and TLS_KEY cannot be reloaded, .+: .+/)]]);

    put('2026', RENEWED);
    await reload.check();
    expect(await presents(RENEWED)).toBe(true);
  });
});
