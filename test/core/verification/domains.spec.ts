import { ActivateLicenseService } from '../../../src/core/verification/calls/activate-license.service';
import { LicenseRefused } from '../../../src/core/verification/rules/verification.errors';
import {
  CheckLicenseService,
  type VerificationScope,
} from '../../../src/core/verification/calls/check-license.service';
import type { Device } from '../../../src/core/licenses/activations/device';
import { LicenseSessionsService } from '../../../src/core/verification/sessions/license-sessions.service';
import { aProduct } from '../../testkit/callers';
import { createLoggedInUser, type LoggedInUser } from '../../testkit/users';
import { activate, issued } from '../../testkit/issue';
import { verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let owner: LoggedInUser;
let activating: ActivateLicenseService;
let checking: CheckLicenseService;
let sessions: LicenseSessionsService;
beforeAll(async () => {
  server = await TestServer.shared();
  owner = await createLoggedInUser(server, 'owner');
  activating = server.app.get(ActivateLicenseService, { strict: false });
  checking = server.app.get(CheckLicenseService, { strict: false });
  sessions = server.app.get(LicenseSessionsService, { strict: false });
});
beforeEach(() => server.clock.reset());
afterAll(() => server.stop());

const site = (domain: string): Device => ({ kind: 'domain', fingerprint: domain });
/** The outcome of an activation by an API that knows domains. */
const seat = async (key: string, domain: string, scope: VerificationScope = {}): Promise<string> => {
  try {
    return (await activating.activate(key, site(domain), { domain, ...scope })).code;
  } catch (error) {
    if (error instanceof LicenseRefused) {
      return error.verdict;
    }
    throw error;
  }
};
const sitesOf = async (key: string): Promise<string[]> => {
  const rows = await server.dataSource.query(
    `SELECT fingerprint FROM activations JOIN licenses l ON l.id = license_id WHERE l.key = $1 AND deactivated_at IS NULL ORDER BY 1`,
    [key],
  );
  return rows.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
};
const setting = (values: object) => owner.call('PATCH', '/api/v1/settings', { body: values });

describe('an API that allows only the first domain', () => {
  const scope: VerificationScope = { behavior: { addFirstDomain: true } };

  it('allows the domain of the first activation, and refuses others', async () => {
    const license = await issued(server);
    expect(await seat(license.key, 'https://www.First.example/shop', scope)).toBe('VALID');
    expect((await server.sdk.licenses.get(license.id)).allowed_domains).toEqual(['first.example']);
    expect(await seat(license.key, 'second.example', scope)).toBe('DOMAIN_NOT_ALLOWED');
  });

  it('keeps the allowed domains of a license', async () => {
    const license = await issued(server, { allowed_domains: ['*.first.example'] });
    expect(await seat(license.key, 'eu.first.example', scope)).toBe('VALID');
    expect((await server.sdk.licenses.get(license.id)).allowed_domains).toEqual(['*.first.example']);
  });

  it('keeps `www.` if it distinguishes domains', async () => {
    const license = await issued(server);
    expect(await seat(license.key, 'www.first.example', { ...scope, exactDomains: true })).toBe('VALID');
    expect((await server.sdk.licenses.get(license.id)).allowed_domains).toEqual(['www.first.example']);
    expect(await seat(license.key, 'first.example', { ...scope, exactDomains: true })).toBe('DOMAIN_NOT_ALLOWED');
    expect(await seat(license.key, 'first.example', scope)).toBe('VALID');
  });

  it('allows one of many domains that activate concurrently', async () => {
    const license = await issued(server, { max_activations: 50 });
    const codes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => seat(license.key, `shop-${n}.example`, scope)),
    );
    expect(codes.filter((code) => code === 'VALID')).toHaveLength(1);
    expect((await server.sdk.licenses.get(license.id)).allowed_domains).toEqual(await sitesOf(license.key));
  });
});

describe('an API that evicts old activations', () => {
  it('evicts the least recently seen device of a full license, for its own callers only', async () => {
    const { key } = await issued(server, { max_activations: 2 });
    for (const domain of ['a.example', 'b.example']) {
      expect(await seat(key, domain)).toBe('VALID');
      server.clock.advance(1_000);
    }
    expect(await seat(key, 'c.example')).toBe('SEATS_EXHAUSTED');
    expect(await seat(key, 'c.example', { behavior: { whenFull: 'deactivate_oldest' } })).toBe('VALID');
    expect(await sitesOf(key)).toEqual(['b.example', 'c.example']);
    expect(await activate(server, key, 'desk')).toMatchObject({ status: 409 });
  });

  it('keeps the eviction that a policy demands', async () => {
    const { key } = await issued(server, { max_activations: 1, policy_overrides: { when_full: 'deactivate_oldest' } });
    expect(await seat(key, 'a.example')).toBe('VALID');
    expect(await seat(key, 'b.example', { behavior: { whenFull: 'refuse', addFirstDomain: false } })).toBe('VALID');
    expect(await sitesOf(key)).toEqual(['b.example']);
  });
});

it('checks for any active device if none is named', async () => {
  const { key } = await issued(server);
  const ask = async () => (await checking.check(key, undefined, { anyDevice: true })).code;
  expect(await ask()).toBe('NOT_ACTIVATED');
  await seat(key, 'a.example');
  expect(await ask()).toBe('VALID');
  await activating.deactivate(key, site('a.example'));
  expect(await ask()).toBe('NOT_ACTIVATED');
});

describe('a download', () => {
  it('is for devices with a seat, until the updates end, and is logged as a download', async () => {
    const license = await issued(server, { updates_until: new Date(Date.now() + DAY).toISOString() });
    const { key } = license;
    const ask = async (device?: Device) => (await checking.checkDownload(key, device)).code;
    expect(await ask(site('a.example'))).toBe('NOT_ACTIVATED');
    expect(await ask()).toBe('NOT_ACTIVATED');
    await seat(key, 'a.example');
    expect(await ask(site('a.example'))).toBe('VALID');
    expect(await ask()).toBe('VALID');
    expect(await ask(site('b.example'))).toBe('DEVICE_MISMATCH');

    server.clock.advance(2 * DAY);
    expect(await ask(site('a.example'))).toBe('UPDATES_ENDED');
    expect((await checking.check(key, site('a.example'))).code).toBe('VALID');
    const log = await verificationsOf(server, key);
    expect(log.filter(({ operation }) => operation === 'download').map(({ outcome }) => outcome)).toEqual([
      'NOT_ACTIVATED',
      'NOT_ACTIVATED',
      'VALID',
      'VALID',
      'DEVICE_MISMATCH',
      'UPDATES_ENDED',
    ]);
  });

  it('takes no seat, even if a check would', async () => {
    const { key } = await issued(server, { policy_overrides: { bind_on_check: true } });
    expect((await checking.checkDownload(key, site('a.example'))).usable).toBe(false);
    expect(await sitesOf(key)).toEqual([]);
  });

  it('is refused while its product is not active', async () => {
    const product = await aProduct(server, 'dormant');
    const { key } = await issued(server, { product: 'dormant' });
    await seat(key, 'a.example');
    await server.sdk.products.update(product.id, { is_active: false });
    expect((await checking.checkDownload(key, site('a.example'))).code).toBe('PRODUCT_INACTIVE');
    expect((await checking.check(key, site('a.example'))).code).toBe('VALID');
  });
});

describe('a request for an update', () => {
  it('gets the verdict of a download, and is not logged', async () => {
    const license = await issued(server, { updates_until: new Date(Date.now() + DAY).toISOString() });
    const { key } = license;
    await seat(key, 'a.example');
    const before = await traces(key);
    server.clock.advance(60_000);
    const ask = async (device?: Device, scope?: VerificationScope) =>
      (await checking.checkOffer(key, device, scope)).code;
    expect(await ask(site('a.example'))).toBe('VALID');
    expect(await ask()).toBe('VALID');
    expect(await ask(site('b.example'))).toBe('DEVICE_MISMATCH');
    expect(await ask(site('a.example'), { product: 'other' })).toBe('PRODUCT_MISMATCH');
    server.clock.advance(2 * DAY);
    expect(await ask(site('a.example'))).toBe('UPDATES_ENDED');
    expect(await traces(key)).toEqual(before);
    await checking.checkDownload(key, site('a.example'));
    expect(await traces(key)).not.toEqual(before);
  });

  it('does not find an unknown key', async () => {
    expect(await checking.checkOffer('nobody has this key', undefined)).toMatchObject({
      code: 'NOT_FOUND',
      license: null,
    });
  });

  it('takes no seat, even if a check would', async () => {
    const { key } = await issued(server, { policy_overrides: { bind_on_check: true } });
    expect((await checking.checkOffer(key, site('a.example'))).usable).toBe(false);
    expect(await sitesOf(key)).toEqual([]);
  });

  /** Log rows, counts, and what a check writes into the activation. */
  const traces = async (key: string): Promise<unknown> => [
    await verificationsOf(server, key),
    await server.dataSource.query(`SELECT sum(count) FROM verification_counts`),
    await server.dataSource.query(
      `SELECT last_seen_at, check_count FROM activations JOIN licenses l ON l.id = license_id WHERE l.key = $1`,
      [key],
    ),
  ];
});

describe('a refusal', () => {
  const refusalOf = async (work: Promise<unknown>): Promise<LicenseRefused> => {
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    if (!(error instanceof LicenseRefused)) {
      throw new Error('It was not refused');
    }
    return error;
  };

  it('contains the license and its seats, for every operation', async () => {
    const license = await issued(server, { max_activations: 1 });
    const { key } = license;
    await seat(key, 'a.example');
    const calls = [
      () => activating.activate(key, site('b.example')),
      () => activating.deactivate(key, site('b.example')),
      () => checking.verifyOrThrow(key, site('b.example')),
      () => checking.heartbeat(key, site('b.example')),
      () => sessions.startSession(key, site('b.example')),
    ];
    for (const refused of calls) {
      const { license: found, seatsTaken } = await refusalOf(refused());
      expect([found?.uid, found?.product?.reference, seatsTaken]).toEqual([license.id, license.product, 1]);
    }
  });

  it('contains no license for an unknown key', async () => {
    const { license, verdict } = await refusalOf(activating.activate('nobody has this key', site('a.example')));
    expect([license, verdict]).toEqual([null, 'NOT_FOUND']);
  });
});

describe('a domain with too many failed activations', () => {
  it('is blacklisted for activations of every license for a day', async () => {
    await setting({ lm_blacklist_domain_after_failed_attempts: 2 });
    const { key } = await issued(server);
    expect(await seat('nobody has this key', 'bad.example')).toBe('NOT_FOUND');
    expect(await seat(key, 'bad.example')).toBe('VALID');
    expect(await seat('nobody has this key', 'bad.example')).toBe('NOT_FOUND');
    expect(await seat(key, 'bad.example')).toBe('BLACKLISTED');
    expect((await checking.check(key, site('bad.example'))).code).toBe('VALID');
    expect(await seat(key, 'good.example')).toBe('VALID');
    server.clock.advance(DAY);
    expect(await seat(key, 'bad.example')).toBe('VALID');
    server.clock.reset();
    await setting({ lm_blacklist_domain_after_failed_attempts: null });
    expect(await seat(key, 'bad.example')).toBe('VALID');
  });
});

it('admits every name below a wildcard, also one that begins with www', async () => {
  const license = await issued(server, { allowed_domains: ['*.shop.example'], max_activations: null });
  for (const domain of ['www.shop.example', 'https://WWW.shop.example/', 'a.shop.example', 'www.a.shop.example']) {
    const answer = await activate(server, license.key, domain, { domain });
    expect([domain, answer.status]).toEqual([domain, 201]);
  }
  for (const domain of ['shop.example', 'www-shop.example', 'myshop.example']) {
    expect((await activate(server, license.key, domain, { domain })).body.error.code).toBe('DOMAIN_NOT_ALLOWED');
  }
});
