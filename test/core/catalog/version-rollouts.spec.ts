import { sideOf } from '../../../src/core/catalog/versions/rollout';
import type { ChangeRollout, License, Version } from '../../../sdk/src/generated/native';
import { aProductNamed, aVersionOf, aFileOf } from '../../support/catalog';
import { activate, issued } from '../../testkit/issue';
import { LicenseManager } from '../../support/license-manager';
import { race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const NOW = '2027-03-01T12:00:00.000Z';
const DEVICES = Array.from({ length: 200 }, (_, index) => `device-${index}`);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

interface Made {
  readonly id: string;
  readonly reference: string;
  readonly old: Version;
  readonly version: Version;
}

/** A product with version 1.0.0 for all, and 2.0.0 with this rollout. */
async function rolledOut(rollout: ChangeRollout, more: object = {}): Promise<Made> {
  const { id, reference } = await aProductNamed(server, { updates_need_license: false });
  const old = await aVersionOf(server, id, { version: '1.0.0', reference: 'v1.0.0' });
  const draft = await aVersionOf(server, id, { version: '2.0.0', reference: 'v2.0.0', is_active: false, ...more });
  const version = await server.sdk.products.publishVersion(id, draft.id, rollout);
  return { id, reference, old, version };
}

const step = (percent: number, at: string | null = '2027-02-01T00:00:00.000Z') => ({ percent, at });

/** A device on the given side of the percentage. */
function deviceOf({ id }: Version, percent: number, isWithin: boolean): string {
  const device = DEVICES.find((name) => (sideOf(id, { device: name }) ?? 0) < percent * 100 === isWithin);
  if (device === undefined) {
    throw new Error(`no device is on this side of ${percent}%`);
  }
  return device;
}

async function offered(product: string, more: object = {}): Promise<string | null> {
  const body = { product, current_version: '0.9.0', ...more };
  return (await server.call('POST', '/api/v1/updates/check', { body })).body.version;
}

async function licensed(product: string, ...devices: string[]): Promise<License> {
  const license = await issued(server, { product, max_activations: 5 });
  for (const device of devices) {
    await activate(server, license.key, device);
  }
  return license;
}

async function download(product: string, key: string, device: string, range?: string): Promise<number> {
  const headers = { authorization: `License ${key}`, 'x-hardware-id': device, ...(range && { range }) };
  return (await server.call('GET', `/api/v1/updates/${product}/v2.0.0/files/main`, { headers })).status;
}

const stateOf = async (product: string, version: string) => {
  const { state, rollout } = await server.sdk.products.getVersion(product, version);
  return [state, rollout.percent];
};

describe('a rollout', () => {
  it('offers the version to devices on its side, the newest other one to the rest', async () => {
    const { reference, version } = await rolledOut({ steps: [step(40)] });
    const isWithin = (device: string) => (sideOf(version.id, { device }) ?? 0) < 4000;
    const asking = [true, false].flatMap((side) => DEVICES.filter((device) => isWithin(device) === side).slice(0, 6));
    const answers = await Promise.all(
      asking.map(async (device) => [device, await offered(reference, { hardware_id: device })]),
    );
    expect(answers).toEqual(asking.map((device) => [device, isWithin(device) ? '2.0.0' : '1.0.0']));
    expect(answers).toHaveLength(12);
    expect(await offered(reference)).toBe('1.0.0');
  });

  it("falls back to the license's side for a program that names no device", async () => {
    const { reference, version } = await rolledOut({ steps: [step(50)] });
    const licenses = await Promise.all(Array.from({ length: 4 }, () => licensed(reference, 'desk')));
    for (const { key, id } of licenses) {
      const isWithin = (sideOf(version.id, { license: id }) ?? 0) < 5000;
      expect(await offered(reference, { license_key: key })).toBe(isWithin ? '2.0.0' : '1.0.0');
    }
  });

  it('takes dated steps by the clock, and others by hand', async () => {
    const { id, reference, version } = await rolledOut({
      steps: [step(1), step(50, '2027-03-02T10:00:00.000Z'), step(100, null)],
    });
    const device = deviceOf(version, 1, false);
    expect(version).toMatchObject({ state: 'rolling_out', rollout: { percent: 1, next: { percent: 50 } } });
    server.clock.holdAt('2027-03-02T10:00:00.000Z');
    expect(await stateOf(id, version.id)).toEqual(['rolling_out', 50]);
    const { rollout, state } = await server.sdk.products.advanceVersion(id, version.id, { percent: 100 });
    expect([state, rollout.percent, rollout.next]).toEqual(['published', 100, null]);
    expect(await offered(reference, { hardware_id: device })).toBe('2.0.0');
    expect(await offered(reference)).toBe('2.0.0');
  });

  it('offers the version at once to named licenses and channels', async () => {
    const { id, reference, version } = await rolledOut({ steps: [step(1, null)], channels: ['Beta'] });
    const first = await licensed(reference, 'desk');
    const second = await licensed(reference, 'desk');
    const { rollout } = await server.sdk.products.changeVersionRollout(id, version.id, {
      licenses: [first.key, second.id],
    });
    expect(rollout).toMatchObject({ percent: 0, channels: ['beta'], licenses: [first.id, second.id] });
    for (const { key } of [first, second]) {
      expect(await offered(reference, { license_key: key, hardware_id: 'desk' })).toBe('2.0.0');
    }
    const other = await licensed(reference, 'desk');
    expect(await offered(reference, { license_key: other.key, hardware_id: 'desk' })).toBe('1.0.0');
    expect(await offered(reference, { channel: 'beta' })).toBe('2.0.0');
    expect(await offered(reference, { channel: 'rc' })).toBe('1.0.0');
  });

  it('rejects all named licenses and names the one that is not of the product', async () => {
    const { id, version, reference } = await rolledOut({ steps: [step(1)] });
    const { key } = await licensed(reference);
    const { key: stranger } = await issued(server);
    const body = { licenses: [key, stranger] };
    const answer = await server.asAdmin('PATCH', `/api/v1/products/${id}/versions/${version.id}/rollout`, { body });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details: [{ field: 'licenses', reason: 'unknown' }] } },
    });
    expect(answer.body.error.message).toContain(stranger);
    expect((await server.sdk.products.getVersion(id, version.id)).rollout.licenses).toEqual([]);
  });

  it('only grows', async () => {
    const { id, version } = await rolledOut({ steps: [step(25), step(100, null)] });
    const path = `/api/v1/products/${id}/versions/${version.id}`;
    const lower = await server.asAdmin('PATCH', `${path}/rollout`, { body: { steps: [step(24)] } });
    expect(lower).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT', details: [{ field: 'steps' }] } } });
    expect((await server.asAdmin('POST', `${path}/advance`, { body: { percent: 10 } })).status).toBe(409);
    expect(await stateOf(id, version.id)).toEqual(['rolling_out', 25]);
    await server.sdk.products.changeVersionRollout(id, version.id, { steps: [step(30), step(60, null)] });
    expect(await stateOf(id, version.id)).toEqual(['rolling_out', 30]);
    await server.sdk.products.changeVersionRollout(id, version.id, { steps: null });
    expect(await stateOf(id, version.id)).toEqual(['published', 100]);
    expect((await server.asAdmin('PATCH', `${path}/rollout`, { body: { steps: [step(99)] } })).status).toBe(409);
  });

  it.each([
    ['percentages that do not increase', [step(25), step(25, null)]],
    ['dates that do not increase', [step(5, '2027-03-03T00:00:00Z'), step(25, '2027-03-02T00:00:00Z')]],
    ['a percentage above 100', [step(101)]],
    ['a fraction of a percent', [step(0.5)]],
    ['an invalid date', [step(5, 'tomorrow')]],
  ])('refuses %s', async (_title, steps) => {
    const { id, version } = await rolledOut({ steps: [step(1)] });
    const path = `/api/v1/products/${id}/versions/${version.id}/rollout`;
    expect(await server.asAdmin('PATCH', path, { body: { steps } })).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR' } },
    });
  });

  it('takes a step once where two admins go on at the same time', async () => {
    const { id, version } = await rolledOut({ steps: [step(5), step(50, null), step(100, null)] });
    const hold = 'SELECT id FROM product_versions WHERE uid = $1 FOR UPDATE';
    const path = `/api/v1/products/${id}/versions/${version.id}/advance`;
    const goOn = () => server.asAdmin('POST', path, { body: { percent: 50 } });
    const answers = await race({ databaseUrl: server.databaseUrl, hold, values: [version.id] }, [goOn, goOn]);
    expect(answers.map(({ status, body }) => [status, body.rollout?.percent])).toEqual([
      [200, 50],
      [200, 50],
    ]);
    const events = (await eventsOf(server, version.id)).filter(({ name }) => name === 'version.rollout_changed');
    expect(events).toHaveLength(1);
  });
});

describe('a halted version', () => {
  it('is offered to nobody, and goes on at the same share with its dates moved', async () => {
    const { id, reference, version } = await rolledOut({ steps: [step(50), step(100, '2027-03-02T12:00:00.000Z')] });
    const device = deviceOf(version, 50, true);
    expect(await offered(reference, { hardware_id: device })).toBe('2.0.0');
    const halted = await server.sdk.products.haltVersion(id, version.id, { reason: 'crash on export' });
    expect(halted).toMatchObject({
      state: 'halted',
      rollout: { percent: 50, halted_at: NOW, halted_by: 'admin', reason: 'crash on export' },
    });
    expect(await offered(reference, { hardware_id: device })).toBe('1.0.0');
    server.clock.holdAt('2027-03-05T12:00:00.000Z');
    expect(await stateOf(id, version.id)).toEqual(['halted', 50]);
    const resumed = await server.sdk.products.resumeVersion(id, version.id);
    expect(resumed).toMatchObject({
      state: 'rolling_out',
      rollout: { percent: 50, next: { percent: 100, at: '2027-03-06T12:00:00.000Z' }, halted_at: null, reason: null },
    });
    expect(await offered(reference, { hardware_id: device })).toBe('2.0.0');
    const names = (await eventsOf(server, version.id)).map(({ name }) => name);
    expect(names).toEqual(['version.created', 'version.published', 'version.halted', 'version.resumed']);
  });

  it('can be downloaded by devices that were offered it, and by no other', async () => {
    const { id, reference, version } = await rolledOut({ steps: [step(50)] });
    await aFileOf(server, id, version.id, 'studio.zip');
    const [within, outside] = [deviceOf(version, 50, true), deviceOf(version, 50, false)];
    const { key } = await licensed(reference, within, outside);
    await server.sdk.products.haltVersion(id, version.id, {});
    expect([await download(reference, key, within), await download(reference, key, outside)]).toEqual([200, 404]);
    await activate(server, key, outside, { app_version: '2.0.0' });
    expect(await download(reference, key, outside)).toBe(200);
  });
});

it('withdraws a version with its reason until it is published again', async () => {
  const { id, reference, version } = await rolledOut({});
  await aFileOf(server, id, version.id, 'studio.zip');
  const { key } = await licensed(reference, 'desk');
  expect(await download(reference, key, 'desk')).toBe(200);
  const withdrawn = await server.sdk.products.withdrawVersion(id, version.id, { reason: 'loses files' });
  expect(withdrawn).toMatchObject({
    state: 'withdrawn',
    is_active: false,
    rollout: { withdrawn_at: NOW, withdrawn_by: 'admin', reason: 'loses files' },
  });
  expect([await offered(reference), await download(reference, key, 'desk')]).toEqual(['1.0.0', 404]);
  const path = `/api/v1/products/${id}/versions/${version.id}`;
  for (const verb of ['halt', 'resume', 'advance']) {
    expect(
      (await server.asAdmin('POST', `${path}/${verb}`, { body: verb === 'advance' ? { percent: 100 } : {} })).status,
    ).toBe(409);
  }
  await server.sdk.products.updateVersion(id, version.id, { is_active: true });
  expect(await server.sdk.products.getVersion(id, version.id)).toMatchObject({
    state: 'published',
    rollout: { withdrawn_at: null, reason: null },
  });
  expect((await server.asAdmin('POST', `${path}/publish`, { body: {} })).status).toBe(409);
});

describe('a rollout at the other APIs', () => {
  it('decides by the device or, in calls without one, by the license (V2)', async () => {
    const { products } = server.sdk;
    const license = await issued(server, { max_activations: 5, max_sessions: 5 });
    await products.createVersion('v2-default', { version: '1.0.0' });
    const { id } = await products.createVersion('v2-default', { version: '2.0.0', is_active: false });
    const version = await products.publishVersion('v2-default', id, { steps: [step(50)] });
    const latestAt = async (path: string, body: object) =>
      (await server.withKey('POST', path, { body: { license_key: license.key, ...body } })).body.latest_version;
    for (const isWithin of [true, false]) {
      const hardware_hash = deviceOf(version, 50, isWithin);
      await activate(server, license.key, hardware_hash);
      const expected = isWithin ? '2.0.0' : '1.0.0';
      expect(await latestAt('/api/license/verify', { hardware_hash })).toBe(expected);
      expect(await latestAt('/api/license/session/start', { hardware_hash })).toBe(expected);
    }
    const isWithin = (sideOf(id, { license: license.id }) ?? 0) < 5000;
    const expected = isWithin ? '2.0.0' : '1.0.0';
    expect(await latestAt('/api/version/check', { current_version: '0.9.0' })).toBe(expected);
    expect((await server.withKey('GET', '/api/version/latest')).body.version).toBe('1.0.0');
    await products.haltVersion('v2-default', id, {});
    const hardware_hash = deviceOf(version, 50, true);
    expect(await latestAt('/api/license/verify', { hardware_hash })).toBe('1.0.0');
  });

  it('decides by the domain (License Manager)', async () => {
    const manager = await LicenseManager.on(server);
    const { id, reference, version } = await rolledOut({ steps: [step(50)] });
    await aFileOf(server, id, version.id, 'studio.zip');
    await server.sdk.products.update(id, { updates_need_license: true });
    for (const isWithin of [true, false]) {
      const headers = { 'x-api-url': `https://${deviceOf(version, 50, isWithin)}` };
      const ask = (path: string, body: object) => manager.ask('POST', path, { body, headers });
      const { body: check } = await ask('update/check', { product_id: reference, current_version: '0.9.0' });
      const { body: latest } = await ask('update/latest', { product_id: reference });
      expect([check.version, latest.data.version]).toEqual(isWithin ? ['2.0.0', '2.0.0'] : ['1.0.0', '1.0.0']);
      const { key } = await issued(server, { product: reference });
      await ask('license/activate', { license_code: key });
      const { status } = await ask('update/v2.0.0/download/main', { product_id: reference, license_code: key });
      expect(status).toBe(isWithin ? 200 : 404);
    }
    const total = async () => (await server.sdk.products.getVersionDownloads(id, version.id)).total;
    await until('the download is counted', async () => (await total()) === 1);
  });
});

describe('downloads of a version', () => {
  const downloadsOf = async (id: string, version: string) =>
    (await server.sdk.products.getVersionDownloads(id, version, { days: 2 })).days.map(({ downloads }) => downloads);

  it('count each device once a day, after the last byte', async () => {
    const { id, reference, version } = await rolledOut({});
    await aFileOf(server, id, version.id, 'studio.zip');
    const { key } = await licensed(reference, 'desk', 'laptop');
    expect(await download(reference, key, 'laptop', 'bytes=0-3')).toBe(206);
    for (const range of [undefined, 'bytes=4-', undefined]) {
      await download(reference, key, 'desk', range);
    }
    await server.call('GET', `/api/v1/updates/${reference}/v2.0.0/files/main`);
    await until('one device is counted', async () => (await downloadsOf(id, version.id))[1] === 1);
    server.clock.holdAt('2027-03-02T00:00:00.000Z');
    await download(reference, key, 'desk');
    await download(reference, key, 'laptop');
    await until('two more are counted', async () => (await downloadsOf(id, version.id))[1] === 2);
    expect(await downloadsOf(id, version.id)).toEqual([1, 2]);
    await server.sdk.products.deleteVersion(id, version.id);
  });
});
