import {
  activate,
  ALREADY_ACTIVATED,
  sendHeartbeat,
  Dashboard,
  EMAIL,
  expectWhole,
  INVALID_KEY,
  invalid,
  NOT_FOUND,
  SYSTEM,
  UNAUTHORIZED,
  validate,
} from '../../support/progran3';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const SYSTEM_ID = '789e4567-e89b-12d3-a456-426614174000';
const KEY = 'PROGRAN3-2025-A1B2C3-XYZ789';
const SHORT_KEY = 'PROGRAN3-2025-A1B2C3-XYZ';
const NOW = '2025-10-12T12:00:00Z';

let server: TestServer;
let dashboard: Dashboard;

beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers');
  server.clock.holdAt(NOW);
});
afterAll(() => server.stop());

/** The license of the examples, by its id and key. */
async function theLicense(key = KEY, more: Record<string, unknown> = {}): Promise<void> {
  const { id } = await dashboard.generated({ description: 'Annual license', ...more });
  await server.dataSource.query('UPDATE licenses SET uid = $1, key = $2 WHERE uid = $3', [ID, key, id]);
}

async function johnDoe(): Promise<void> {
  await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'John Doe', email: EMAIL } });
}

beforeAll(async () => {
  await server.adminToken();
});

describe('licenses', () => {
  it('are listed', async () => {
    server.clock.reset();
    await johnDoe();
    server.clock.holdAt('2024-12-01T00:00:00Z');
    await theLicense(SHORT_KEY);
    server.clock.holdAt('2025-01-01T00:00:00Z');
    await activate(server, SHORT_KEY);
    const list = await dashboard.call('GET', '/api/licenses?page=1&limit=10&status=active');
    expectWhole(list, 200, {
      success: true,
      data: {
        licenses: [
          {
            id: '123e4567-e89b-12d3-a456-426614174000',
            license_key: 'PROGRAN3-2025-A1B2C3-XYZ',
            duration_days: 365,
            status: 'active',
            description: 'Annual license',
            activated_at: '2025-01-01T00:00:00Z',
            expires_at: '2026-01-01T00:00:00Z',
            created_at: '2024-12-01T00:00:00Z',
            users: { email: 'user@example.com', name: 'John Doe' },
          },
        ],
        pagination: { page: 1, limit: 10, total: 1, totalPages: 1 },
      },
    });
    const [license] = list.body.data.licenses;
    expectWhole(await dashboard.call('GET', `/api/licenses/${ID}`), 200, { success: true, data: license });
  });

  it('are generated', async () => {
    const answer = await dashboard.call('POST', '/api/licenses/generate', {
      body: { duration_days: 365, description: 'Annual license' },
    });
    expectWhole(answer, 201, {
      success: true,
      data: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        license_key: expect.stringMatching(/^PROGRAN3-2025-[A-Z0-9]{6}-[A-Z0-9]{6}$/),
        duration_days: 365,
        description: 'Annual license',
        status: 'generated',
        created_at: '2025-10-12T12:00:00Z',
      },
      message: 'License generated successfully',
    });
  });

  it('are created with a given key, once', async () => {
    const make = () =>
      dashboard.call('POST', '/api/licenses', {
        body: { license_key: KEY, duration_days: 30, description: 'By hand' },
      });
    expectWhole(await make(), 201, {
      success: true,
      data: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        license_key: KEY,
        duration_days: 30,
        status: 'generated',
        description: 'By hand',
        activated_at: null,
        expires_at: null,
        created_at: NOW,
        users: null,
      },
      message: 'License created successfully',
    });
    expectWhole(await make(), 409, { success: false, error: 'A license with this key already exists' });
  });

  it('are activated, repeatedly on the same system', async () => {
    await theLicense();
    const example = {
      success: true,
      data: {
        license_id: '123e4567-e89b-12d3-a456-426614174000',
        license_key: 'PROGRAN3-2025-A1B2C3-XYZ789',
        user_email: 'user@example.com',
        duration_days: 365,
        activated_at: '2025-10-12T12:00:00Z',
        expires_at: '2026-10-12T12:00:00Z',
        status: 'active',
      },
      message: 'License activated successfully',
    };
    expectWhole(await activate(server, KEY), 200, example);
    server.clock.advance(DAY);
    expectWhole(await activate(server, KEY), 200, example);
  });

  it('are updated', async () => {
    await theLicense();
    await activate(server, KEY);
    const { body: before } = await dashboard.call('GET', `/api/licenses/${ID}`);
    expectWhole(await dashboard.update(ID, { duration_days: 730, status: 'active' }), 200, {
      success: true,
      data: { ...before.data, duration_days: 730, expires_at: '2027-10-12T12:00:00Z' },
      message: 'License updated successfully',
    });
  });

  it('are deleted, with their systems', async () => {
    await theLicense();
    await activate(server, KEY);
    await sendHeartbeat(server, KEY);
    expectWhole(await dashboard.call('DELETE', `/api/licenses/${ID}`), 200, {
      success: true,
      data: { id: '123e4567-e89b-12d3-a456-426614174000' },
      message: 'License deleted successfully',
    });
    expectWhole(await dashboard.call('GET', `/api/licenses/${ID}`), 404, NOT_FOUND);
    expect((await dashboard.call('GET', '/api/systems')).body.data).toEqual([]);
  });
});

describe('systems', () => {
  const described = {
    id: '789e4567-e89b-12d3-a456-426614174000',
    license_id: '123e4567-e89b-12d3-a456-426614174000',
    fingerprint_hash: SYSTEM,
    system_data: { os: 'Windows 10', hostname: 'USER-PC' },
    last_seen: '2025-10-12T12:00:00Z',
    created_at: '2025-10-01T00:00:00Z',
  };

  it('are listed and updated', async () => {
    server.clock.reset();
    await johnDoe();
    server.clock.holdAt('2025-10-01T00:00:00Z');
    await theLicense();
    await activate(server, KEY);
    await server.dataSource.query('UPDATE systems SET uid = $1', [SYSTEM_ID]);
    server.clock.holdAt(NOW);
    const update = await server.call('POST', '/api/systems', {
      body: { license_id: ID, fingerprint_hash: SYSTEM, system_data: { os: 'Windows 10', hostname: 'USER-PC' } },
    });
    expectWhole(update, 201, { success: true, data: described, message: 'System information updated' });
    expectWhole(await dashboard.call('GET', '/api/systems'), 200, {
      success: true,
      data: [
        {
          ...described,
          licenses: {
            id: '123e4567-e89b-12d3-a456-426614174000',
            license_key: 'PROGRAN3-2025-A1B2C3-XYZ789',
            status: 'active',
            users: { email: 'user@example.com', name: 'John Doe' },
          },
        },
      ],
    });
  });
});

describe('the plugin', () => {
  it('validates', async () => {
    await theLicense();
    await activate(server, KEY);
    expectWhole(await validate(server, KEY), 200, {
      success: true,
      data: {
        valid: true,
        license_id: ID,
        license_key: KEY,
        status: 'active',
        expires_at: '2026-10-12T12:00:00Z',
        user_email: EMAIL,
        fingerprint_match: true,
      },
    });
  });

  it('sends heartbeats', async () => {
    await theLicense();
    await activate(server, KEY);
    expectWhole(await sendHeartbeat(server, KEY, { event_type: 'startup' }), 200, {
      success: true,
      data: { status: 'active', last_seen: NOW, license_status: 'active' },
      message: 'Heartbeat recorded',
    });
  });

  it('sends telemetry of any kind', async () => {
    for (const body of [{}, { os: 'Windows', features_used: ['a'], errors_count: 0 }]) {
      expectWhole(await server.call('POST', '/api/telemetry', { body }), 200, {
        success: true,
        data: { received: true },
      });
    }
  });
});

it('refuses with the messages of the contract', async () => {
  const short = await dashboard.call('POST', '/api/licenses/generate', { body: { duration_days: 0 } });
  expectWhole(short, 400, invalid('duration_days', 'Duration must be at least 1 day'));
  expectWhole(await server.call('POST', '/api/licenses/generate', { body: {} }), 401, UNAUTHORIZED);
  expectWhole(await dashboard.call('GET', `/api/licenses/${SYSTEM_ID}`), 404, NOT_FOUND);
  expectWhole(await activate(server, KEY), 400, INVALID_KEY);
  await theLicense();
  await activate(server, KEY);
  expectWhole(await activate(server, KEY, 'f'.repeat(64)), 400, ALREADY_ACTIVATED);
});
