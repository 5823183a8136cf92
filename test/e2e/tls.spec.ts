import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { type AddressInfo, connect as connectPlainly, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { connectionLimits, OpenConnections } from '../../src/common/http/open-connections';
import { createSecureServer } from '../../src/common/http/secure-server';
import { ADMIN_PASSWORD } from '../support/credentials';
import { formOf } from '../support/forms';
import { TestServer } from '../support/server';
import { APP, smbeauty } from '../support/smbeauty';
import { callSecurely, CERT_FILE, KEY_FILE } from '../support/tls';
import { until } from '../support/until';

const certificate = { cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) };

let server: TestServer;
let secure: Server;
let url: string;
beforeAll(async () => {
  server = await TestServer.start({ OPEN_DIALECTS: 'smbeauty' });
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
  const [ofAddress, pipelined] = [3, 2];
  new OpenConnections(other, { ...connectionLimits(1, []), ofAddress, pipelined });
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

  const ended = once(opened[1] ?? other, 'close');
  opened[1]?.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(pipelined + 1));
  await ended;
  opened.forEach((socket) => socket.destroy());
  other.close();
});
