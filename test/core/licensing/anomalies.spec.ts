import type { EntityManager } from 'typeorm';
import type { Anomaly, ListAnomaliesQuery } from '../../../sdk/src/generated/native';
import { ANOMALY_RULES, SCANNED_TYPES } from '../../../src/core/licensing/anomalies/anomaly-rules';
import { SettingsSnapshot } from '../../../src/core/platform/settings/setting-values.service';
import { Browser } from '../../testkit/browser';
import { activate, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { auditOf, eventsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { createLoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  [second, server] = await TestServer.sharedPair();
});
afterAll(async () => {
  await server.stop();
  await second.stop();
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
    remoteAddress: address,
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
      reaction: null,
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
      await issued(server, { max_activations: 5 }),
      await issued(server, { max_activations: null }),
    ];
    await hop(many.key, 5);
    await hop(unlimited.key, 5);
    await scan();
    expect([await anomaliesOf(many), await anomaliesOf(unlimited)]).toEqual([[], []]);
  });

  it('is not found where the devices take no seats', async () => {
    const license = await issued(server, { max_activations: 1, policy_overrides: { containers: 'without_seat' } });
    await hop(license.key, 5, 1, { environment: 'container' });
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

describe('cloned_device', () => {
  const validateFrom = (address: string, key: string, device = 'copied', more: Record<string, unknown> = {}) =>
    server.call('POST', '/api/v1/validate', {
      body: { license_key: key, hardware_id: device, ...more },
      remoteAddress: address,
    });
  /** Checks from one address after the other, a minute apart, with scans as often as the job does. */
  const checkedFrom = async (addresses: readonly string[], key: string, device?: string) => {
    for (const [index, address] of addresses.entries()) {
      server.clock.advance(MINUTE);
      await validateFrom(address, key, device);
      if (index % 5 === 4) {
        await scan();
      }
    }
  };
  const activated = async (...devices: string[]) => {
    const license = await issued(server, { max_activations: null });
    for (const device of devices) {
      await activateFrom('203.0.113.1', license.key, device);
    }
    return license;
  };
  const clones = (license: { id: string }) => anomaliesOf(license, { type: ['cloned_device'] });
  const [OFFICE, HOME] = ['203.0.113.1', '198.51.100.7'];
  const rounds = (count: number, ...addresses: string[]) => Array.from({ length: count }, () => addresses).flat();

  afterEach(async () => {
    server.clock.reset();
    await server.dataSource.query('DELETE FROM anomaly_scans; DELETE FROM device_values');
  });

  it('is found where a device calls from two addresses in turn, over several scans, once', async () => {
    const license = await activated('copied', 'calm');
    for (let round = 0; round < 3; round += 1) {
      await checkedFrom([OFFICE, HOME], license.key);
      await validateFrom(OFFICE, license.key, 'calm');
      await scan();
      await scan();
    }
    await checkedFrom([OFFICE], license.key);
    await scan();
    expect(await clones(license)).toEqual([]);
    await checkedFrom([HOME], license.key);
    await scan();
    const found = single(await clones(license));
    const { items } = await server.sdk.activations.list({ license: license.id, fingerprint: 'copied' });
    const device = { activation: items[0]?.id, fingerprint: 'copied', returns: 6, values: 2 };
    expect(found).toMatchObject({
      activation: items[0]?.id,
      details: { returns_limit: 5, minutes: 360, devices: [{ ...device, addresses: [HOME, OFFICE] }] },
    });
    const browser = new Browser(server);
    await browser.signIn();
    const { html } = await browser.get('/console/overview/anomalies');
    expect(html).toContain('Cloned device: ');
    expect(html).toContain('The device “copied” returned 6 times to one of 2 addresses.');
    await checkedFrom(rounds(3, OFFICE, HOME), license.key);
    await scan();
    expect(await clones(license)).toEqual([found]);
    expect(await suspicionsOf(license)).toMatchObject([{ anomaly: found.id, type: 'cloned_device' }]);
  });

  it('adds another device of the license, and reports each once; after it is resolved, only later calls count', async () => {
    const license = await activated('one', 'two');
    await checkedFrom(rounds(4, OFFICE, HOME), license.key, 'one');
    await scan();
    await checkedFrom(rounds(4, OFFICE, HOME), license.key, 'two');
    await scan();
    const found = single(await clones(license));
    expect(found.details).toMatchObject({ devices: [{ fingerprint: 'two' }, { fingerprint: 'one' }] });
    expect((await suspicionsOf(license)).map(({ details }) => details)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ devices: [expect.objectContaining({ fingerprint: 'one' })] }),
        expect.objectContaining({ devices: [expect.objectContaining({ fingerprint: 'two' })] }),
      ]),
    );
    server.clock.advance(1);
    await resolve(found.id);
    await checkedFrom(rounds(2, OFFICE, HOME), license.key, 'one');
    await scan();
    expect(await anomaliesOf(license, { type: ['cloned_device'], resolved: false })).toEqual([]);
    await checkedFrom(rounds(2, OFFICE, HOME), license.key, 'one');
    await scan();
    expect(await anomaliesOf(license, { type: ['cloned_device'], resolved: false })).toMatchObject([
      { details: { devices: [{ fingerprint: 'one' }] } },
    ]);
  });

  it.each([
    ['moves from network to network', Array.from({ length: 12 }, (_, last) => `198.51.100.${last}`)],
    ['goes to work and comes home', [...rounds(6, HOME), ...rounds(6, OFFICE), ...rounds(6, HOME)]],
    ['uses a VPN now and then', rounds(3, OFFICE, OFFICE, HOME)],
    ['uses IPv4 and IPv6', rounds(6, OFFICE, '2001:db8:1:2::9')],
    ['has many addresses of one IPv6 network', rounds(6, '2001:db8:1:2::9', '2001:db8:1:2:aaaa::1')],
  ])('is not found where a computer %s', async (_, addresses) => {
    const license = await activated('copied');
    await checkedFrom(addresses, license.key);
    await scan();
    expect(await clones(license)).toEqual([]);
  });

  it('counts networks of IPv6 apart, and calls with an API key', async () => {
    const license = await activated('copied', 'served');
    await checkedFrom(rounds(5, '2001:db8:1:2::9', '2001:db8:1:3::9'), license.key);
    for (let round = 0; round < 8; round += 1) {
      await checkedFrom([OFFICE], license.key, 'served');
      const answer = await server.withKey('POST', '/api/license/verify', {
        body: { license_key: license.key, hardware_hash: 'served' },
        remoteAddress: HOME,
      });
      expect(answer.body).toMatchObject({ valid: true });
      await scan();
    }
    expect(single(await clones(license)).details).toMatchObject({
      devices: [{ fingerprint: 'copied', addresses: ['2001:db8:1:3::/64', '2001:db8:1:2::/64'] }],
    });
  });

  it('is found where the copies activate at each start', async () => {
    const license = await activated('copied');
    for (const address of rounds(4, OFFICE, HOME)) {
      server.clock.advance(MINUTE);
      await activateFrom(address, license.key, 'copied');
      await scan();
    }
    expect(await clones(license)).toMatchObject([{ details: { devices: [{ fingerprint: 'copied' }] } }]);
  });

  it('is not found for a website, a device without a seat, refused calls, or longer ago than the window', async () => {
    const [{ key: site }, { key: job }, { id, key: ended }, slow] = await Promise.all([
      issued(server),
      issued(server, { policy_overrides: { containers: 'without_seat' } }),
      activated('copied'),
      activated('copied'),
    ]);
    await activate(server, site, 'shop.example.com', { domain: 'shop.example.com' });
    await activate(server, job, 'copied', { environment: 'container' });
    await server.sdk.licenses.revoke(id);
    for (const address of rounds(4, OFFICE, HOME)) {
      server.clock.advance(2 * HOUR);
      await validateFrom(address, site, 'shop.example.com', { domain: 'shop.example.com' });
      await validateFrom(address, job, 'copied', { environment: 'container' });
      await validateFrom(address, ended);
      await validateFrom(address, slow.key);
      await scan();
    }
    const { items } = await server.sdk.monitoring.listAnomalies({ type: ['cloned_device'] });
    const licenses = items.map(({ license_key }) => license_key);
    expect(licenses.filter((key) => [site, job, ended, slow.key].includes(key))).toEqual([]);
  });

  it('is found where the values of a component come back in turn, not where a part is replaced', async () => {
    const components = (network: string, disk = 'S4EW') => ({ components: { board: 'MS-7D25', disk, network } });
    const license = await issued(server, { policy_overrides: { component_match: 'most' } });
    await activate(server, license.key, 'copied', components('00:aa'));
    for (const disk of ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8']) {
      await validate(server, license.key, 'copied', components('00:aa', disk));
    }
    for (let round = 0; round < 3; round += 1) {
      await validate(server, license.key, 'copied', components('00:aa'));
      await validate(server, license.key, 'copied', components('00:bb'));
    }
    await scan();
    expect(await clones(license)).toEqual([]);
    await validate(server, license.key, 'copied', components('00:aa'));
    await heartbeat(server, license.key, 'copied', components('00:bb'));
    await scan();
    expect(await clones(license)).toMatchObject([
      { details: { devices: [{ fingerprint: 'copied', component: 'network', returns: 6, values: 2 }] } },
    ]);
  });

  it('remembers only the newest replaced components of a device, and forgets them after the window', async () => {
    const license = await issued(server, { policy_overrides: { component_match: 'any' } });
    for (let part = 0; part < 60; part += 1) {
      await activate(server, license.key, 'copied', { components: { board: 'MS-7D25', disk: `S${part}` } });
    }
    const remembered = () => server.dataSource.query<object[]>('SELECT FROM device_values');
    expect((await remembered()).length).toBeLessThan(45);
    server.clock.advance(7 * HOUR);
    await scan();
    expect(await remembered()).toEqual([]);
  });

  it('is switched off, and has another limit and window, by its settings', async () => {
    await server.sdk.settings.update({ 'anomalies.clone_returns': 0 });
    const license = await activated('copied');
    await checkedFrom(rounds(4, OFFICE, HOME), license.key);
    await scan();
    expect(await clones(license)).toEqual([]);
    await server.sdk.settings.update({ 'anomalies.clone_returns': 1, 'anomalies.clone_minutes': 10 });
    await checkedFrom(rounds(2, OFFICE, HOME), license.key);
    await scan();
    expect(await clones(license)).toMatchObject([{ details: { returns_limit: 1, minutes: 10 } }]);
    await server.sdk.settings.update({ 'anomalies.clone_returns': null, 'anomalies.clone_minutes': null });
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

it.each(SCANNED_TYPES)('the rule %s reads by index, the log by time or by license', async (type) => {
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
  expect(sent.length).toBeGreaterThan(0);
  for (const [statement, parameters] of sent) {
    const plan = await server.dataSource.transaction(async (inside) => {
      await inside.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify(await inside.query(`EXPLAIN ${statement}`, parameters));
    });
    expect(plan).toContain('Index');
    expect(/Seq Scan on (?!verifications_default)\w+/.exec(plan)).toBeNull();
  }
});
