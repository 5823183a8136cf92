import type { License, RenewalBasis } from '../../../sdk/src/generated/native';
import { ActivateLicenseService } from '../../../src/core/verification/calls/activate-license.service';
import { CheckLicenseService } from '../../../src/core/verification/calls/check-license.service';
import { aProductWith } from '../../testkit/callers';
import { activate, heartbeat, issued, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf, tally, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { Calendar, DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});
const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const daysLeft = (date: string | null) => (new Date(String(date)).getTime() - server.clock.now().getTime()) / DAY;
const extend = async ({ id }: { id: string }, body: object) =>
  server.asAdmin('POST', `/api/v1/licenses/${id}/extend`, { body });

let references = 0;
async function licenseWith(policy: object, fields: object = {}): Promise<License> {
  const { reference } = await aProductWith(server, `over time ${(references += 1)}`, policy);
  return issued(server, { product: reference, ...fields });
}

const FROM_VALIDATION = { expiry_basis: 'first_validation', duration_days: 30 };

describe('a term that starts with the first validation', () => {
  it('starts with the first usable check, and with no later one', async () => {
    const license = await licenseWith(FROM_VALIDATION);
    expect(license).toMatchObject({ expires_at: null, duration_days: 30 });
    server.clock.advance(100 * DAY);
    const { body } = await validate(server, license.key);
    expect(daysLeft(body.valid_until)).toBeCloseTo(30, 3);

    server.clock.advance(29 * DAY);
    expect((await validate(server, license.key)).body).toMatchObject({ code: 'VALID', valid_until: body.valid_until });
    server.clock.advance(DAY);
    expect((await validate(server, license.key)).body).toMatchObject({ code: 'EXPIRED' });
    const events = await eventsOf(server, license.id);
    expect(events.filter(({ name }) => name === 'license.term_started')).toHaveLength(1);
  });

  it('does not start with a refused check', async () => {
    const license = await licenseWith(FROM_VALIDATION, { state: 'disabled' });
    expect((await validate(server, license.key)).body).toMatchObject({ code: 'DISABLED', valid_until: null });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ expires_at: null });
  });

  it('starts with an activation, and with a check that takes a seat', async () => {
    const activated = await licenseWith(FROM_VALIDATION);
    expect(daysLeft((await activate(server, activated.key, 'desk')).body.valid_until)).toBeCloseTo(30, 3);
    const bound = await licenseWith({ ...FROM_VALIDATION, bind_on_check: true });
    expect(daysLeft((await validate(server, bound.key, 'desk')).body.valid_until)).toBeCloseTo(30, 3);
  });

  it('starts with a heartbeat of a device that was active before it had a term', async () => {
    const license = await licenseWith({ expiry_basis: 'first_validation' });
    await activate(server, license.key, 'desk');
    await server.sdk.licenses.update(license.id, { duration_days: 7 });
    expect((await heartbeat(server, license.key, 'desk')).status).toBe(200);
    expect(daysLeft((await server.sdk.licenses.get(license.id)).expires_at)).toBeCloseTo(7, 3);
  });

  it('starts once when many first checks race at two nodes', async () => {
    const license = await licenseWith(FROM_VALIDATION);
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from({ length: 8 }, (_, index) => () => validate(index % 2 ? server : other, license.key)),
    );
    expect(tally(answers.map(({ body }) => body.valid_until))).toEqual({
      [String((await server.sdk.licenses.get(license.id)).expires_at)]: 8,
    });
    const events = await eventsOf(server, license.id);
    expect(events.filter(({ name }) => name === 'license.term_started')).toHaveLength(1);
    expect(await verificationsOf(server, license.key)).toHaveLength(8);
  });

  it('does not replace a date that an admin sets, and is not repeated when the date is cleared', async () => {
    const license = await licenseWith(FROM_VALIDATION, { expires_at: '2090-01-01' });
    expect((await validate(server, license.key)).body.valid_until).toBe('2090-01-01T23:59:59.000Z');
    const started = await licenseWith(FROM_VALIDATION);
    await validate(server, started.key);
    await server.sdk.licenses.update(started.id, { expires_at: null });
    expect((await validate(server, started.key)).body.valid_until).toBeNull();
  });

  it('is extended before it starts', async () => {
    const license = await licenseWith(FROM_VALIDATION);
    expect(await server.sdk.licenses.extend(license.id, { days: 5, from: 'today' })).toMatchObject({
      duration_days: 35,
      expires_at: null,
    });
    expect(daysLeft((await validate(server, license.key)).body.valid_until)).toBeCloseTo(35, 3);
  });
});

describe('an extension by months or years', () => {
  it.each<[string, string, { months?: number; years?: number }, string]>([
    ['the same day of a later month', '2027-01-15T10:00:00.000Z', { months: 2 }, '2027-03-15T10:00:00.000Z'],
    ['the last day of a shorter month', '2027-01-31T10:00:00.000Z', { months: 1 }, '2027-02-28T10:00:00.000Z'],
    ['29 February of a leap year', '2028-01-31T10:00:00.000Z', { months: 1 }, '2028-02-29T10:00:00.000Z'],
    ['28 February of another year', '2028-02-29T10:00:00.000Z', { years: 1 }, '2029-02-28T10:00:00.000Z'],
    ['a month of the next year', '2027-12-31T10:00:00.000Z', { months: 14 }, '2029-02-28T10:00:00.000Z'],
  ])('ends on %s', async (_name, expires_at, span, expected) => {
    const license = await issued(server, { expires_at });
    expect(await server.sdk.licenses.extend(license.id, { ...span, from: 'end' })).toMatchObject({
      expires_at: expected,
      duration_days: null,
      duration_months: null,
    });
  });

  it('keeps the day that a shorter month has left, and counts several months at once from the first', async () => {
    const expires_at = '2027-01-31T10:00:00.000Z';
    const [twice, once] = [await issued(server, { expires_at }), await issued(server, { expires_at })];
    await server.sdk.licenses.extend(twice.id, { months: 1 });
    const { expires_at: end } = await server.sdk.licenses.extend(twice.id, { months: 1 });
    expect(end).toBe('2027-03-28T10:00:00.000Z');
    expect((await server.sdk.licenses.extend(once.id, { months: 2 })).expires_at).toBe('2027-03-31T10:00:00.000Z');
  });

  it('never shortens a license', async () => {
    const license = await issued(server, { expires_at: inDays(100) });
    const { expires_at } = await server.sdk.licenses.extend(license.id, { months: 1, from: 'today' });
    expect(expires_at).toBe(license.expires_at);
  });

  it.each<[string, object]>([
    ['days', {}],
    ['days', { days: 1, months: 1 }],
    ['days', { months: 1, years: 1 }],
    ['months', { months: 0 }],
    ['months', { months: 1_201 }],
    ['months', { months: 1.5 }],
    ['years', { years: '1' }],
    ['years', { years: 101 }],
  ])('names %s in %j', async (field, body) => {
    const license = await issued(server, { expires_at: '2090-01-01T00:00:00.000Z' });
    const { status, body: answer } = await extend(license, body);
    expect([status, answer.error.details[0].field]).toEqual([400, field]);
    expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  });

  it('names the field of a date beyond the last one, and of a term above the limit', async () => {
    const late = await issued(server, { expires_at: '9999-06-01T00:00:00Z' });
    const long = await issued(server, { duration_days: 365_000 });
    for (const [license, field] of [[late, 'years'] as const, [long, 'months'] as const]) {
      const { status, body } = await extend(license, { [field]: 12 });
      expect([status, body.error.details[0].field]).toEqual([400, field]);
    }
  });
});

describe('a term in months', () => {
  const monthsOn = (months: number) => new Calendar('UTC').addMonths(server.clock.now(), months).toISOString();

  it.each<[string, License['expiry_basis']]>([
    ['the issue', 'creation'],
    ['the first activation', 'first_activation'],
    ['the first validation', 'first_validation'],
  ])('ends on the same day of a later month, counted from %s', async (_name, expiry_basis) => {
    server.clock.holdAt('2027-10-31T10:00:00.000Z');
    const license = await licenseWith({ expiry_basis, duration_months: 4 });
    expect(license).toMatchObject({ duration_days: 120, duration_months: 4 });
    const activated = await activate(server, license.key, 'desk');
    expect(activated.body.valid_until).toBe('2028-02-29T10:00:00.000Z');
  });

  it('is extended by months and by days before it starts', async () => {
    const license = await licenseWith({ ...FROM_VALIDATION, duration_days: undefined, duration_months: 1 });
    expect(await server.sdk.licenses.extend(license.id, { months: 11 })).toMatchObject({
      duration_days: 365,
      duration_months: 12,
      expires_at: null,
    });
    expect((await server.sdk.licenses.extend(license.id, { days: 3 })).duration_days).toBe(368);
    server.clock.holdAt('2027-10-31T10:00:00.000Z');
    expect((await validate(server, license.key)).body.valid_until).toBe('2028-11-03T10:00:00.000Z');
  });

  it('takes the place of days in an extension of a term in days', async () => {
    const license = await licenseWith(FROM_VALIDATION);
    expect(await server.sdk.licenses.extend(license.id, { years: 1 })).toMatchObject({
      duration_days: 395,
      duration_months: 12,
    });
  });

  it('gives way to days of the license', async () => {
    server.clock.holdAt('2027-01-31T10:00:00.000Z');
    const { reference } = await aProductWith(server, 'over days', { duration_months: 12 });
    const license = await issued(server, { product: reference, duration_days: 10 });
    expect(license).toMatchObject({ duration_days: 10, duration_months: null, expires_at: inDays(10) });
    const own = await issued(server, { product: reference, duration_months: 2 });
    expect(own).toMatchObject({ duration_days: 60, duration_months: 2, expires_at: monthsOn(2) });
    const { status, body } = await server.asAdmin('PATCH', `/api/v1/licenses/${own.id}`, {
      body: { duration_days: 59, duration_months: 2 },
    });
    expect([status, body.error.details[0].field]).toEqual([400, 'duration_days']);
  });

  it('comes with another policy, and starts anew if asked', async () => {
    server.clock.holdAt('2027-01-31T10:00:00.000Z');
    const license = await licenseWith(FROM_VALIDATION);
    const policy = await server.sdk.policies.create({ name: 'By months', duration_months: 1 });
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id, expiry: 'restart' });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      duration_days: 30,
      duration_months: 1,
      expires_at: '2027-02-28T10:00:00.000Z',
    });
  });
});

it('starts a term with the first download, once in a race', async () => {
  const license = await licenseWith({ expiry_basis: 'first_download', duration_days: 30 });
  const device = { fingerprint: 'desk' };
  await server.app.get(ActivateLicenseService).activate(license.key, device);
  await validate(server, license.key, 'desk');
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ expires_at: null });
  await server.app.get(CheckLicenseService).checkOffer(license.key, device);
  expect(await server.sdk.licenses.get(license.id)).toMatchObject({ expires_at: null });

  const results = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
    Array.from({ length: 8 }, (_, index) => () => {
      const node = index % 2 ? server : other;
      return node.app.get(CheckLicenseService).checkDownload(license.key, device);
    }),
  );
  const { expires_at } = await server.sdk.licenses.get(license.id);
  expect(daysLeft(expires_at)).toBeCloseTo(30, 3);
  expect(new Set(results.map((result) => result.license?.expiresAt?.toISOString()))).toEqual(new Set([expires_at]));
});

describe('an expired license', () => {
  const download = (key: string) => server.app.get(CheckLicenseService).checkDownload(key, { fingerprint: 'desk' });

  it.each([
    ['revoke_access', 'EXPIRED', 'EXPIRED'],
    ['restrict_access', 'EXPIRED_BUT_USABLE', 'UPDATES_ENDED'],
    ['maintain_access', 'EXPIRED_BUT_USABLE', 'UPDATES_ENDED'],
    ['allow_access', 'EXPIRED_BUT_USABLE', 'EXPIRED_BUT_USABLE'],
  ])('with %s answers a check with %s and a download with %s', async (expiry_strategy, check, update) => {
    const license = await licenseWith({ expiry_strategy, grace_days: 2 }, { expires_at: inDays(1) });
    await activate(server, license.key, 'desk');
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: true, code: 'VALID' });
    server.clock.advance(2 * DAY);
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: true, code: 'IN_GRACE' });
    expect((await download(license.key)).code).toBe('IN_GRACE');
    server.clock.advance(DAY);
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({
      valid: check !== 'EXPIRED',
      code: check,
      license: { status: 'expired' },
    });
    expect((await download(license.key)).code).toBe(update);
  });

  it('that is still usable is not refused by any API, nor counted as a refused activation', async () => {
    await server.sdk.settings.update({ 'throttle.failed_activations_per_address': 2 });
    const term = { expires_at: inDays(-1), policy_overrides: { expiry_strategy: 'maintain_access' } };
    const { key } = await issued(server, term);
    for (const device of ['a', 'b', 'c', 'd']) {
      expect((await activate(server, key, device)).status).toBe(201);
    }
    const verified = await server.withKey('POST', '/api/license/verify', {
      body: { license_key: key, hardware_hash: 'a' },
    });
    expect(verified.body).toMatchObject({ valid: true });
    const lic = await issued(server, { product: 'lic-default', ...term });
    const answer = await server.call('POST', '/api/verify', {
      body: { license_key: lic.key, machine_code: 'machine' },
    });
    expect(answer.body).toMatchObject({ success: true });
    await server.sdk.settings.update({ 'throttle.failed_activations_per_address': null });
  });

  it('keeps its device if it is still usable, where devices are unique within a product', async () => {
    const { reference } = await aProductWith(server, 'unique', { device_unique_within: 'product' });
    const expired = (expiry_strategy: string) =>
      issued(server, { product: reference, expires_at: inDays(1), policy_overrides: { expiry_strategy } });
    const [kept, released] = [await expired('maintain_access'), await expired('revoke_access')];
    await activate(server, kept.key, 'desk');
    await activate(server, released.key, 'laptop');
    server.clock.advance(2 * DAY);
    const next = await issued(server, { product: reference });
    expect((await activate(server, next.key, 'desk')).body.error.code).toBe('DEVICE_BOUND_ELSEWHERE');
    expect((await activate(server, next.key, 'laptop')).status).toBe(201);
  });
});

describe('an expired license that runs down', () => {
  it('has only the features and entitlements that its policy keeps, at every check', async () => {
    const { id, reference } = await aProductWith(server, 'running down', {
      expiry_strategy: 'restrict_access',
      entitlements_after_expiry: ['open', 'free'],
      features: ['free', 'paid'],
    });
    for (const code of ['open', 'export']) {
      await server.sdk.products.putEntitlement(id, code, { name: code, type: 'flag' });
    }
    const license = await issued(server, {
      product: reference,
      expires_at: inDays(1),
      entitlements: { open: true, export: true },
    });
    const { key } = license;
    const ask = async (...entitlements: string[]) => (await validate(server, key, undefined, { entitlements })).body;
    expect((await ask('open', 'export')).features).toEqual(['free', 'paid', 'export', 'open']);
    server.clock.advance(2 * DAY);
    expect(await ask('open')).toMatchObject({ code: 'EXPIRED_BUT_USABLE', features: ['free', 'open'] });
    expect(Object.keys((await ask()).entitlements)).toEqual(['open']);
    expect(await ask('export')).toMatchObject({ valid: false, code: 'ENTITLEMENT_MISSING' });
    expect((await activate(server, key, 'desk')).body.features).toEqual(['free', 'open']);

    await server.sdk.licenses.extend(license.id, { days: 30 });
    expect((await ask('export')).features).toEqual(['free', 'paid', 'export', 'open']);
  });

  it.each([
    ['maintain_access', 'VERSION_NOT_ALLOWED'],
    ['allow_access', 'EXPIRED_BUT_USABLE'],
  ])('with %s answers %s for a version that was released after it expired', async (expiry_strategy, code) => {
    const { id, reference } = await aProductWith(server, `versions ${expiry_strategy}`, { expiry_strategy });
    await server.sdk.products.createVersion(id, {
      reference: '1.0',
      version: '1.0',
      released_at: inDays(-10).slice(0, 10),
    });
    await server.sdk.products.createVersion(id, {
      reference: '2.0',
      version: '2.0',
      released_at: inDays(-1).slice(0, 10),
    });
    const { key } = await issued(server, { product: reference, expires_at: inDays(-5) });
    const ask = async (app_version: string) => (await validate(server, key, undefined, { app_version })).body.code;
    expect([await ask('1.0'), await ask('2.0')]).toEqual(['EXPIRED_BUT_USABLE', code]);
  });
});

describe('a renewal', () => {
  it.each<[RenewalBasis, number, number]>([
    ['end', -10, -10 + 30],
    ['today', -10, 30],
    ['today_if_expired', -10, 30],
    ['end', 10, 40],
    ['today', 10, 30],
    ['today_if_expired', 10, 40],
  ])('from %s of a license that ends in %d days ends in %d', async (from, ends, expected) => {
    const named = await licenseWith({}, { expires_at: inDays(ends) });
    expect(daysLeft((await server.sdk.licenses.extend(named.id, { days: 30, from })).expires_at)).toBeCloseTo(
      expected,
      3,
    );
    const byPolicy = await licenseWith({ renewal_basis: from }, { expires_at: inDays(ends) });
    expect(daysLeft((await server.sdk.licenses.extend(byPolicy.id, { days: 30 })).expires_at)).toBeCloseTo(expected, 3);
  });

  it('takes no other basis, and no license that never expires', async () => {
    const license = await issued(server, { expires_at: inDays(1) });
    const { status, body } = await extend(license, { days: 1, from: 'tomorrow' });
    expect([status, body.error.details[0].field]).toEqual([400, 'from']);
    const endless = await issued(server);
    expect((await extend(endless, { days: 1, from: 'today' })).body.error.code).toBe('NEVER_EXPIRES');
  });

  it('through another API counts from the end, whatever the policy says', async () => {
    const license = await issued(server, {
      product: 'lic-default',
      expires_at: inDays(-10),
      policy_overrides: { renewal_basis: 'today' },
    });
    await server.asAdmin('POST', `/dialects/lic/api/licenses/${license.number}/extend`, { body: { days: 30 } });
    expect(daysLeft((await server.sdk.licenses.get(license.id)).expires_at)).toBeCloseTo(20, 3);
  });
});
