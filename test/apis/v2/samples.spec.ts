import { request } from 'node:http';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

// The clients that the contract prints call the native API, by its older edition's fields.
const KEY = 'ABCD-EFGH-IJKL-MNOP';
const HARDWARE_INFO = {
  mac_address: '00:1A:2B:3C:4D:5E',
  cpu_id: 'BFEBFBFF000906EA',
  system_uuid: '4C4C4544-0035-5910',
};

let server: TestServer;
let url: string;
let licenseId: string;

beforeAll(async () => {
  server = await TestServer.shared();
  url = await server.listen();
});

beforeEach(async () => {
  server.clock.holdAt('2025-06-19T10:30:00Z');
  await server.emptyTables('licenses');
  await server.dataSource.query('ALTER TABLE activations ALTER COLUMN id RESTART WITH 456');
  const license = await issued(server, {
    key: KEY,
    max_activations: 2,
    max_users: 10,
    features: ['reports', 'export'],
    expires_at: '2026-01-01T00:00:00Z',
  });
  licenseId = license.id;
});

afterAll(() => server.stop());

/** As `requests.post(url, json=…)` does. */
async function post(path: string, json: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'python-requests/2.32.3', accept: '*/*' },
    body: JSON.stringify(json),
  });
  return { status: response.status, body: await response.json() };
}

/** As `HttpClient.PostAsJsonAsync` does: in chunks, with a character set. */
function postInChunks(path: string, json: object): Promise<{ status: number | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}${path}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', 'transfer-encoding': 'chunked' },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
      },
    ).on('error', reject);
    const text = JSON.stringify(json);
    sent.write(text.slice(0, 20));
    sent.end(text.slice(20));
  });
}

const PYTHON_ACTIVATE = { license_key: KEY, hardware_id: 'hw-1234', machine_name: 'workstation', app_version: '1.0.0' };
const PYTHON_VALIDATE = { license_key: KEY, activation_id: 'act_456', hardware_id: 'hw-1234', app_version: '1.0.0' };
const CSHARP_ACTIVATE = {
  license_key: KEY,
  hardware_id: HARDWARE_INFO,
  machine_name: 'DESKTOP-ABC123',
  app_version: '1.0.0',
};

const ACTIVATED = {
  success: true,
  activation_id: 'act_456',
  features: ['reports', 'export'],
  max_users: 10,
  valid_until: '2026-01-01T00:00:00.000Z',
};
const VALID = {
  valid: true,
  code: 'VALID',
  message: 'License is valid',
  license: { status: 'active', product: 'v2-default', seats_used: 1, max_activations: 2, use: '1 of 2 seats' },
  features: ['reports', 'export'],
  max_users: 10,
  valid_until: '2026-01-01T00:00:00.000Z',
  nonce: null,
};

it('serves the Python client', async () => {
  expect(await post('/api/v1/activate', PYTHON_ACTIVATE)).toEqual({ status: 201, body: ACTIVATED });
  expect(await post('/api/v1/validate', PYTHON_VALIDATE)).toEqual({ status: 200, body: VALID });
  expect(await post('/api/v1/activate', PYTHON_ACTIVATE)).toEqual({ status: 200, body: ACTIVATED });
});

it('serves the C# client, which describes its hardware by an object', async () => {
  expect(await postInChunks('/api/v1/activate', CSHARP_ACTIVATE)).toEqual({ status: 201, body: ACTIVATED });

  const { mac_address, cpu_id, system_uuid } = HARDWARE_INFO;
  const reordered = { ...CSHARP_ACTIVATE, hardware_id: { system_uuid, mac_address, cpu_id } };
  expect(await postInChunks('/api/v1/activate', reordered)).toEqual({ status: 200, body: ACTIVATED });

  const validation = { ...PYTHON_VALIDATE, hardware_id: HARDWARE_INFO, current_users: 3 };
  expect(await postInChunks('/api/v1/validate', validation)).toEqual({ status: 200, body: VALID });
});

it('keeps what the hardware said of itself', async () => {
  await postInChunks('/api/v1/activate', CSHARP_ACTIVATE);
  const rows = await server.dataSource.query('SELECT fingerprint, device_data, name, app_version FROM activations');
  expect(rows).toEqual([
    {
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      device_data: HARDWARE_INFO,
      name: 'DESKTOP-ABC123',
      app_version: '1.0.0',
    },
  ]);
});

it('takes the heartbeat and the deactivation of that edition', async () => {
  await post('/api/v1/activate', PYTHON_ACTIVATE);
  server.clock.holdAt('2025-06-19T10:45:00Z');

  const heartbeat = { ...PYTHON_VALIDATE, feature_usage: { reports: 3, export: 0 } };
  expect(await post('/api/v1/heartbeat', heartbeat)).toEqual({
    status: 200,
    body: { success: true, next_heartbeat: '2025-06-19T11:45:00.000Z' },
  });
  const [device] = await server.dataSource.query('SELECT last_seen_at FROM activations');
  expect(device.last_seen_at).toEqual(new Date('2025-06-19T10:45:00Z'));

  const leave = { ...PYTHON_VALIDATE, reason: 'Hardware upgrade' };
  expect(await post('/api/v1/deactivate', leave)).toEqual({ status: 200, body: { success: true } });
  expect(await post('/api/v1/validate', PYTHON_VALIDATE)).toEqual({
    status: 200,
    body: {
      ...VALID,
      valid: false,
      code: 'NOT_ACTIVATED',
      message: 'This license is not activated',
      license: { ...VALID.license, seats_used: 0, use: '0 of 2 seats' },
    },
  });
  expect(await post('/api/v1/heartbeat', heartbeat)).toMatchObject({
    status: 403,
    body: { error: { code: 'NOT_ACTIVATED' } },
  });
});

it('tells these clients why it refuses', async () => {
  expect(await post('/api/v1/activate', { ...PYTHON_ACTIVATE, license_key: 'UNKNOWN' })).toMatchObject({
    status: 404,
    body: { error: { code: 'NOT_FOUND' } },
  });
  await post('/api/v1/activate', PYTHON_ACTIVATE);
  await post('/api/v1/activate', { ...PYTHON_ACTIVATE, hardware_id: 'hw-5678' });
  expect(await post('/api/v1/activate', { ...PYTHON_ACTIVATE, hardware_id: 'hw-9999' })).toMatchObject({
    status: 409,
    body: { error: { code: 'SEATS_EXHAUSTED' } },
  });
  expect(await post('/api/v1/validate', { ...PYTHON_VALIDATE, activation_id: 'act_457' })).toMatchObject({
    status: 200,
    body: { valid: false, code: 'DEVICE_MISMATCH' },
  });

  await server.asAdmin('PATCH', `/api/v1/licenses/${licenseId}`, { body: { state: 'revoked' } });
  expect(await post('/api/v1/validate', PYTHON_VALIDATE)).toMatchObject({
    status: 200,
    body: { valid: false, code: 'REVOKED', license: { status: 'revoked' } },
  });
});
