import type { EntityManager } from 'typeorm';
import type { Anomaly, ListAnomaliesQuery } from '../../sdk/src/generated/native';
import { ANOMALY_TYPES } from '../../src/licensing/anomalies/anomaly.entity';
import { ANOMALY_RULES } from '../../src/licensing/anomalies/anomaly-rules';
import { SettingsSnapshot } from '../../src/platform/settings/settings-snapshot';
import { activate, deactivate, heartbeat, issued, validate } from '../support/issue';
import { runJob } from '../support/jobs';
import { auditOf, eventsOf } from '../support/records';
import { single } from '../support/rows';
import { createLoggedInUser } from '../support/users';
import { TestServer } from '../support/server';

const HOUR = 3_600_000;

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ TRUSTED_PROXIES: '127.0.0.1' });
  second = await TestServer.start({}, server.databaseUrl);
});
afterAll(async () => {
  await second.stop();
  await server.stop();
});

const scan = () => runJob(server, 'anomalies');

async function anomaliesOf(license: { id: string }, query: ListAnomaliesQuery = {}): Promise<Anomaly[]> {
  return (await server.sdk.monitoring.listAnomalies({ license: license.id, ...query })).items;
}

const resolve = (id: string) => server.asAdmin('POST', `/api/v1/monitoring/anomalies/${id}/resolve`);

async function suspicionsOf(license: { id: string }): Promise<Record<string, unknown>[]> {
  const events = await eventsOf(server, license.id);
  return events.filter(({ name }) => name === 'license.suspicious_activity').map(({ data }) => data);
}

function activateFrom(address: string, key: string, device: string) {
  return server.call('POST', '/api/v1/activate', {
    body: { license_key: key, hardware_id: device },
    headers: { 'x-forwarded-for': address },
  });
}

describe('unusual_activation_pattern', () => {
  it('is found where many activations are requested within an hour, refused ones included', async () => {
    const license = await issued(server, { max_activations: 1 });
    for (let device = 1; device <= 20; device += 1) {
      await activate(server, license.key, `device ${device}`);
    }
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
    await activate(server, license.key, 'device 21');
    await scan();
    const found = single(await anomaliesOf(license));
    expect(found).toEqual({
      id: expect.any(String),
      type: 'unusual_activation_pattern',
      license: license.id,
      license_key: license.key,
      activation: null,
      details: {
        since: expect.any(String),
        until: expect.any(String),
        activations: 21,
        refused: 20,
        activations_limit: 20,
        addresses: 1,
        addresses_limit: 5,
        seen_addresses: ['127.0.0.1'],
      },
      detected_at: expect.any(String),
      resolved_at: null,
      resolved_by: null,
    });
    expect(await suspicionsOf(license)).toEqual([
      expect.objectContaining({
        license_key: license.key,
        anomaly: found.id,
        type: 'unusual_activation_pattern',
        details: found.details,
      }),
    ]);
  });

  it('is found where activations come from many addresses', async () => {
    const license = await issued(server, { max_activations: null });
    for (const last of [1, 2, 3, 4, 5]) {
      await activateFrom(`203.0.113.${last}`, license.key, `desk ${last}`);
    }
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
    await activateFrom('203.0.113.6', license.key, 'desk 6');
    await scan();
    expect(await anomaliesOf(license)).toMatchObject([{ details: { activations: 6, refused: 0, addresses: 6 } }]);
  });

  it('is not found where an hour lies between', async () => {
    const license = await issued(server, { max_activations: null });
    for (const last of [1, 2, 3, 4, 5, 6, 7, 8]) {
      await activateFrom(`203.0.113.${last}`, license.key, `desk ${last}`);
      if (last % 4 === 0) {
        await scan();
        server.clock.advance(HOUR);
      }
    }
    await scan();
    server.clock.reset();
    await server.dataSource.query('DELETE FROM anomaly_scans');
    expect(await anomaliesOf(license)).toEqual([]);
  });
});

describe('excessive_heartbeats', () => {
  it('is found for a device that checks too often, and names it', async () => {
    await server.sdk.settings.update({ 'anomalies.heartbeats_per_hour': 10 });
    const license = await issued(server);
    await activate(server, license.key, 'busy');
    await activate(server, license.key, 'calm');
    for (let n = 0; n < 10; n += 1) {
      await validate(server, license.key, 'busy');
      await validate(server, license.key, n % 2 ? 'calm' : undefined);
    }
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
    await heartbeat(server, license.key, 'busy');
    await scan();
    const { items } = await server.sdk.activations.list({ license: license.id, fingerprint: 'busy' });
    expect(await anomaliesOf(license)).toMatchObject([
      {
        type: 'excessive_heartbeats',
        activation: items[0]?.id,
        details: { requests: 11, limit: 10, fingerprint: 'busy' },
      },
    ]);
    await server.sdk.settings.update({ 'anomalies.heartbeats_per_hour': null });
  });

  it('is found across several scans', async () => {
    await server.sdk.settings.update({ 'anomalies.heartbeats_per_hour': 24 });
    const license = await issued(server);
    await activate(server, license.key, 'steady');
    for (let part = 0; part < 9; part += 1) {
      await Promise.all([1, 2, 3].map(() => validate(server, license.key, 'steady')));
      await scan();
      server.clock.advance(HOUR / 12);
    }
    server.clock.reset();
    await server.dataSource.query('DELETE FROM anomaly_scans');
    expect(await anomaliesOf(license)).toMatchObject([{ type: 'excessive_heartbeats', details: { requests: 27 } }]);
    await server.sdk.settings.update({ 'anomalies.heartbeats_per_hour': null });
  });
});

describe('license_hopping', () => {
  const hop = async (key: string, devices: number, from = 1, more: Record<string, unknown> = {}) => {
    for (let device = from; device < from + devices; device += 1) {
      expect((await activate(server, key, `device ${device}`, more)).status).toBe(201);
      await deactivate(server, key, `device ${device}`);
    }
  };

  it('is found where seats move over more devices than the license has seats', async () => {
    const license = await issued(server, { max_activations: 1 });
    await hop(license.key, 4);
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
    await hop(license.key, 1, 5);
    await scan();
    expect(await anomaliesOf(license)).toMatchObject([
      {
        type: 'license_hopping',
        details: { devices: 5, seats: 1, moves_limit: 3, seen_devices: expect.arrayContaining(['device 5']) },
      },
    ]);
  });

  it('is not found where every device has its own seat, nor where there is no limit', async () => {
    const [many, unlimited] = [
      await issued(server, { max_activations: 10 }),
      await issued(server, { max_activations: null }),
    ];
    await hop(many.key, 10);
    await hop(unlimited.key, 10);
    await scan();
    expect([await anomaliesOf(many), await anomaliesOf(unlimited)]).toEqual([[], []]);
  });

  it('is not found where the devices take no seats', async () => {
    const license = await issued(server, { max_activations: 1, policy_overrides: { containers: 'without_seat' } });
    await hop(license.key, 10, 1, { environment: 'container' });
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
  });

  it('is switched off by its setting', async () => {
    await server.sdk.settings.update({ 'anomalies.seat_moves_per_day': 0 });
    const license = await issued(server, { max_activations: 1 });
    await hop(license.key, 6);
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
    await server.sdk.settings.update({ 'anomalies.seat_moves_per_day': null });
  });
});

describe('an anomaly', () => {
  const suspicious = async () => {
    const license = await issued(server, { max_activations: 1 });
    for (let device = 1; device <= 5; device += 1) {
      await activate(server, license.key, `device ${device}`);
      await deactivate(server, license.key, `device ${device}`);
    }
    return license;
  };

  it('is reported once, by two nodes at the same time, until it is resolved', async () => {
    const license = await suspicious();
    await Promise.all([scan(), runJob(second, 'anomalies'), scan(), runJob(second, 'anomalies')]);
    await activate(server, license.key, 'device 6');
    await scan();
    expect(await anomaliesOf(license)).toHaveLength(1);
    expect(await suspicionsOf(license)).toHaveLength(1);
  });

  it('is resolved by an admin, once; what was before does not count again', async () => {
    const license = await suspicious();
    await scan();
    const { id } = single(await anomaliesOf(license));
    const { status, body } = await resolve(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, resolved_at: expect.any(String), resolved_by: 'admin' });
    const person = await createLoggedInUser(server, 'admin');
    expect((await person.call('POST', `/api/v1/monitoring/anomalies/${id}/resolve`)).body).toEqual(body);
    expect(await auditOf(server, id)).toEqual([{ action: 'anomaly.resolved', actor: 'admin' }]);

    await activate(server, license.key, 'device 6');
    await scan();
    expect(await anomaliesOf(license, { resolved: false })).toEqual([]);
    expect(await anomaliesOf(license, { resolved: true, type: 'license_hopping' })).toEqual([body]);
    expect(await anomaliesOf(license, { type: 'excessive_heartbeats' })).toEqual([]);
  });

  it('is not resolved by who may only read, and unknown ones are not found', async () => {
    const license = await suspicious();
    await scan();
    const { id } = single(await anomaliesOf(license));
    for (const role of ['support', 'viewer'] as const) {
      const person = await createLoggedInUser(server, role);
      expect((await person.call('POST', `/api/v1/monitoring/anomalies/${id}/resolve`)).status).toBe(403);
      expect((await person.call('GET', '/api/v1/monitoring/anomalies')).status).toBe(200);
    }
    expect(await anomaliesOf(license)).toMatchObject([{ resolved_at: null }]);
    expect((await resolve('2f9a4e0e-6a0b-4d57-9a3f-0c9f4b1f7a11')).status).toBe(404);
    expect(await resolve('none')).toMatchObject({ status: 400, body: { error: { details: [{ field: 'id' }] } } });
  });

  it('goes with its license', async () => {
    const license = await suspicious();
    await scan();
    expect(await anomaliesOf(license)).toHaveLength(1);
    expect((await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`)).status).toBe(204);
    await scan();
    expect(await anomaliesOf(license)).toEqual([]);
  });

  it("is found by its license's key as well", async () => {
    const license = await suspicious();
    await scan();
    expect(await anomaliesOf({ id: license.key })).toEqual(await anomaliesOf(license));
    expect(await anomaliesOf({ id: license.key })).toHaveLength(1);
    expect(await anomaliesOf({ id: 'no-such-key' })).toEqual([]);
  });

  it('bad filters are refused', async () => {
    const queries: Record<string, string>[] = [
      { type: 'other' },
      { resolved: 'perhaps' },
      { license: '' },
      { limit: '0' },
    ];
    for (const query of queries) {
      expect((await server.asAdmin('GET', '/api/v1/monitoring/anomalies', { query })).status).toBe(400);
    }
  });
});

it.each(ANOMALY_TYPES)('the rule %s reads by index, the log by time or by license', async (type) => {
  const sent: [string, unknown[]][] = [];
  const manager = {
    query: async (...statement: [string, unknown[]]) => {
      sent.push(statement);
      return [];
    },
  };
  const to = server.clock.now();
  const from = new Date(to.getTime() - 300_000);
  await ANOMALY_RULES[type]({
    manager: manager as unknown as EntityManager,
    settings: new SettingsSnapshot(),
    from,
    to,
  });
  const [[statement, parameters] = ['', []]] = sent;
  const plan = await server.dataSource.transaction(async (inside) => {
    await inside.query('SET LOCAL enable_seqscan = off');
    return JSON.stringify(await inside.query(`EXPLAIN ${statement}`, parameters));
  });
  expect(plan).toContain('Index');
  expect(/Seq Scan on (?!verifications_default)\w+/.exec(plan)).toBeNull();
});
