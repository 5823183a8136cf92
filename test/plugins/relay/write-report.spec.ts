import { randomUUID } from 'node:crypto';
import type { License } from '../../../sdk/src/generated/native';
import { SecretCipher } from '../../../src/core/platform';
import { writeReport } from '../../../src/plugins/relay/cli/write-report';
import { RelayCertificate } from '../../../src/plugins/relay/relay-certificate.entity';
import { RelayShare } from '../../../src/plugins/relay/pair/relay-share.entity';
import { RelayState } from '../../../src/plugins/relay/relay-state.entity';
import type { ReportNames } from '../../../src/plugins/relay/report-claims';
import { credited } from '../../support/credits';
import { declare } from '../../support/grants';
import { end, start } from '../../support/license-sessions';
import { RelayVendor } from '../../support/relay-files';
import { claimsIn, fileIn } from '../../support/relays';
import { aProduct } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const MINUTE = 60_000;
const OF_RELAY = ['relay_certificates', 'relay_shares', 'relay_state', 'relay_written_reports'];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.holdAt('2027-03-01T10:00:00Z');
  await server.emptyTables('licenses', ...OF_RELAY);
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await server.emptyTables(...OF_RELAY);
  await server.stop();
});

/** Makes the server the relay of a license. */
async function serving({ max_sessions, ...terms }: Record<string, unknown>): Promise<License> {
  const license = await issued(server, { max_activations: null, max_sessions, ...terms });
  const pool = { sessions: max_sessions };
  const { certificate, license: signed } = fileIn(new RelayVendor().file({ claims: { license: license.id, pool } }));
  const { jti, relay } = claimsIn(certificate);
  const now = server.clock.now();
  const row = { jti, relayId: relay.id, certificate, license: signed, issuedAt: now, takenAt: now };
  await server.dataSource.manager.insert(RelayCertificate, row);
  const state = { id: 1, seenAt: now, boot: jti, place: 'a folder', starts: 1 };
  await server.dataSource.manager.insert(RelayState, state);
  return license;
}

/** The usage in the next report. */
async function reported(names?: ReportNames) {
  const { report } = await server.dataSource.transaction((manager) =>
    writeReport(manager, server.app.get(SecretCipher), server.clock.now(), names),
  );
  expect(report.length).toBeLessThan(60_000);
  return claimsIn(report).usage;
}

async function seat({ key }: License, device: string, more: Record<string, unknown> = {}): Promise<string> {
  await activate(server, key, device);
  const { status, body } = await start(server, key, device, more);
  return status === 201 ? body.session_token : '';
}

it('reports features, and hours of users and devices if the operator wants so', async () => {
  const reference = `studio-${randomUUID()}`;
  await declare(server, await aProduct(server, reference), 'render', { type: 'number' });
  const license = await serving({ product: reference, max_sessions: 2, entitlements: { render: { value: 1 } } });
  const first = await seat(license, 'desk', { user: 'ada@example.com', features: ['render'] });
  await seat(license, 'laptop', { user: 'grace@example.com', features: ['render'] });
  expect(await seat(license, 'tablet')).toBe('');
  server.clock.advance(30 * MINUTE);
  await end(server, first);
  const plain = await reported();
  expect(plain.features).toEqual([{ code: 'render', peak: 1, refused: 1 }]);
  expect(plain.sessions).toMatchObject({ peak: 2, started: 2, refused: 1 });
  expect(plain).not.toHaveProperty('users');
  expect(JSON.stringify(plain)).not.toContain('ada');

  const third = await seat(license, 'desk', { user: 'ada@example.com' });
  server.clock.advance(90 * MINUTE);
  await end(server, third);
  const named = await reported('named');
  expect(named.users).toContainEqual({ user: 'ada@example.com', hours: expect.any(Number) });
  expect(named.hosts).toContainEqual({ host: 'desk', hours: expect.any(Number) });

  await end(server, await seat(license, 'desk', { user: 'ada@example.com' }));
  server.clock.advance(MINUTE);
  const hashOf = async () => {
    await seat(license, 'lab', { user: 'ada@example.com' });
    server.clock.advance(MINUTE);
    const { users, hosts } = await reported('hashed');
    expect(JSON.stringify([users, hosts])).not.toMatch(/ada|lab|desk/);
    return users[0].user;
  };
  const hash = await hashOf();
  expect(hash).toMatch(/^[\w-]{22}$/);
  expect(await hashOf()).toBe(hash);
});

it('adds up the hours of those for whom a report has no room', async () => {
  const license = await serving({ max_sessions: null });
  await activate(server, license.key, 'desk');
  await server.dataSource.query(
    `INSERT INTO license_sessions (license_id, activation_id, token_hash, username, started_at, last_beat_at, lease, ended_at, end_reason)
     SELECT a.license_id, a.id, md5(n::text), repeat('u', 40) || n, $1, $1, 60, $1::timestamptz + make_interval(hours => 1), 'ended'
     FROM activations a, generate_series(1, 1200) AS n`,
    [server.clock.now()],
  );
  server.clock.advance(120 * MINUTE);
  const { users, other_user_hours: others, hosts } = await reported('named');
  expect(users.length).toBeLessThan(1_000);
  expect(Number(users.length) + Number(others)).toBe(1_200);
  expect(hosts).toEqual([{ host: 'desk', hours: 1_200 }]);
});

it('counts sessions that share a seat as one', async () => {
  const license = await serving({ max_sessions: 2, policy_overrides: { sessions_count_by: 'machine' } });
  await seat(license, 'desk');
  await seat(license, 'desk');
  server.clock.advance(MINUTE);
  expect((await reported()).sessions).toMatchObject({ peak: 1, started: 2, minutes_full: 0 });
});

it('counts the minutes in which a relay of a pair had no free seat by the share that it had then', async () => {
  const license = await serving({ max_sessions: 4 });
  await activate(server, license.key, 'desk');
  const begin = server.clock.now();
  await server.dataSource.query(
    `INSERT INTO license_sessions (license_id, activation_id, token_hash, started_at, last_beat_at, lease, ended_at, end_reason)
     SELECT a.license_id, a.id, md5(n::text), $1, $1, 60, $1::timestamptz + make_interval(hours => 2), 'ended'
     FROM activations a, generate_series(1, 2) AS n`,
    [begin],
  );
  const share = (minutes: number, sessions: number) => ({
    minute: new Date(begin.getTime() + minutes * MINUTE),
    sessions,
  });
  await server.dataSource.manager.insert(RelayShare, [share(30, 2), share(90, 3), share(150, 0)]);
  server.clock.advance(180 * MINUTE);
  expect((await reported()).sessions).toMatchObject({ peak: 2, minutes_full: 60 });
});

it('reports amounts of credits to their last decimal', async () => {
  const { policy } = await credited(server, { limit: '10.5' }, { draft: '0.000001', render: '2.25' });
  const license = await serving({ max_sessions: 2, policy });
  await activate(server, license.key, 'desk');
  const use = (feature: string) =>
    server.call('POST', '/api/v1/usage', {
      body: { license_key: license.key, hardware_id: 'desk', items: [{ feature, amount: 1 }] },
    });
  expect((await use('draft')).status).toBe(200);
  await use('render');
  server.clock.advance(MINUTE);
  expect((await reported()).meters).toEqual({ ai: { used: '2.250001' } });
  await use('draft');
  server.clock.advance(MINUTE);
  expect((await reported()).meters).toEqual({ ai: { used: '0.000001' } });
});
