import { aProductWith } from '../../testkit/callers';
import { changed, issued } from '../../testkit/issue';
import { single } from '../../testkit/rows';
import { sampleOf } from '../../testkit/sample';
import type { TestServer } from '../../testkit/server';
import { MailListener } from '../../testkit/smtp';
import { ADA, KNOWN, PRODUCT, PRODUCT_FIELDS, SHADOWED_PROGRAMS } from '../../support/shadowed-apis';
import { ShadowPair } from '../../support/shadow-pair';

const ENDED = { starts_at: '2020-01-01', expires_at: '2021-01-01T23:59:59Z' };
const SEATS = `SELECT 1 FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.key = $1 AND a.deactivated_at IS NULL`;

let pair: ShadowPair;
beforeAll(async () => {
  pair = await ShadowPair.start();
  for (const server of [pair.old, pair.server]) {
    const { id } = await aProductWith(server, PRODUCT, { max_activations: 7, duration_days: 30 });
    await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: PRODUCT_FIELDS });
  }
  await pair.old.sdk.customers.create(ADA);
});
afterAll(() => pair.stop());
beforeEach(() => pair.emptyTables());

const seatsAt = (server: TestServer, key: string) => server.dataSource.query<object[]>(SEATS, [key]);

describe.each(SHADOWED_PROGRAMS)('$api in front of its old server', (program) => {
  const { api, activate, check, operation } = program;
  afterEach(() => pair.endShadow(api));

  it('agrees with a server of the same state, and shows a license that has expired here, and no secret', async () => {
    const key = pair.aKey();
    await pair.server.sdk.customers.create(ADA);
    const licenses = [];
    for (const server of [pair.old, pair.server]) {
      licenses.push(await issued(server, { key, customer_id: ADA.email, ...KNOWN }));
      await activate(server, key);
    }
    await pair.shadow(api, {});
    for (const answer of [await activate(pair.server, key), await check(pair.server, key)]) {
      expect(answer.status).toBe(200);
    }
    const counts = Object.values(await pair.agreement(api)).flatMap((outcomes) => Object.keys(outcomes));
    expect([new Set(counts), await pair.differences(api)]).toEqual([new Set(['same']), []]);

    await pair.server.emptyTables('shadow_counts');
    await changed(pair.server, single(licenses.slice(1)), { expires_at: ENDED.expires_at });
    await check(pair.server, key);
    expect(Object.keys(await pair.agreement(api))).toEqual([operation]);
    const difference = single(await pair.differences(api));
    expect(difference.operation).toBe(operation);
    expect([...difference.fields].sort()).toEqual(program.expired);
    const texts = JSON.stringify(difference);
    expect([key, ADA.email, pair.server.systemKey].filter((secret) => texts.includes(secret))).toEqual([]);
  });

  it('learns an active license, with all that the answers tell', async () => {
    const key = pair.aKey();
    await issued(pair.old, { key, customer_id: ADA.email, ...KNOWN });
    await pair.shadow(api, { learn: 'v2-default' });
    await activate(pair.server, key);
    expect(await pair.here(key)).toEqual([
      expect.objectContaining({ key, product: PRODUCT, metadata: { learned_from: api }, ...program.learned }),
    ]);
    const customers = (await pair.server.asAdmin('GET', '/api/v1/customers')).body.items;
    expect(customers).toEqual(program.tells.includes('customer') ? [expect.objectContaining(ADA)] : []);
    expect(await seatsAt(pair.server, key)).toHaveLength(program.tells.includes('device') ? 1 : 0);
    await pair.server.emptyTables('shadow_counts', 'shadow_differences');
    await check(pair.server, key);
    const told = await pair.agreement(api);
    expect([told, await pair.differences(api)]).toEqual([{ [operation]: { same: 1 } }, []]);
  });
});

describe.each(sampleOf(SHADOWED_PROGRAMS, 3, 'keys'))('keys of $api in front of its old server', (program) => {
  const { api, activate, check } = program;
  afterEach(() => pair.endShadow(api));

  it('are not learned if they have expired, are disabled, revoked or unknown', async () => {
    const [ended, disabled, revoked] = [pair.aKey(), pair.aKey(), pair.aKey()];
    for (const key of [ended, disabled, revoked]) {
      await issued(pair.old, { key, ...KNOWN, ...(key === ended && ENDED) });
    }
    const stop = async (key: string, verb: string) => {
      const [{ id }] = (await pair.old.asAdmin('GET', '/api/v1/licenses', { query: { key } })).body.items;
      expect((await pair.old.asAdmin('POST', `/api/v1/licenses/${id}/${verb}`)).status).toBe(200);
    };
    await stop(disabled, 'disable');
    await stop(revoked, 'revoke');
    await pair.shadow(api, { learn: PRODUCT });
    for (const key of [ended, disabled, revoked, pair.aKey()]) {
      await check(pair.server, key);
      await activate(pair.server, key);
    }
    await pair.settled();
    expect((await pair.server.asAdmin('GET', '/api/v1/licenses')).body.items).toEqual([]);
  });

  it('that are unknown here are left to the old server, also at 100 %, and answered once they are learned', async () => {
    const key = pair.aKey();
    await issued(pair.old, { key, ...KNOWN });
    await pair.shadow(api, { percent: 100 });
    expect(isRefused(await check(pair.server, key))).toBe(true);
    await pair.shadow(api, { percent: 100, learn: PRODUCT });
    const first = await activate(pair.server, key);
    expect([first.status, isRefused(first)]).toEqual([200, false]);
    expect(await pair.here(key)).toHaveLength(1);
    const asked = `SELECT 1 FROM verifications WHERE key = $1 AND outcome <> 'NOT_FOUND' AND operation = 'check'`;
    expect(await pair.server.dataSource.query(asked, [key])).toEqual([]);
    expect(isRefused(await check(pair.server, key))).toBe(false);
    expect(await pair.server.dataSource.query(asked, [key])).toHaveLength(1);
  });

  it('are answered for one half, keep the old server current, and all go back to it', async () => {
    const [ours, theirs] = [pair.aKey(true), pair.aKey(false)];
    for (const key of [ours, theirs]) {
      await issued(pair.old, { key, ...KNOWN });
      await issued(pair.server, { key, ...KNOWN });
    }
    await pair.shadow(api, { percent: 50 });
    await activate(pair.server, ours);
    await activate(pair.server, theirs);
    await pair.settled();
    const answered = 'SELECT DISTINCT key FROM verifications WHERE key = ANY ($1)';
    expect(await pair.server.dataSource.query(answered, [[ours, theirs]])).toEqual([{ key: ours }]);
    const seats = [pair.server, pair.old].map(async (server) => (await seatsAt(server, ours)).length);
    expect(await Promise.all(seats)).toEqual(program.tells.includes('device') ? [1, 1] : [0, 0]);
    await pair.server.emptyTables('verifications');
    await pair.shadow(api, { percent: 0 });
    expect(isRefused(await check(pair.server, ours))).toBe(false);
    await pair.settled();
    expect(await pair.server.dataSource.query(answered, [[ours, theirs]])).toEqual([]);
  });
});

it('learns a license of the V2 server with its limits and all its devices', async () => {
  const key = pair.aKey();
  await issued(pair.old, { key, max_users: 9, ...KNOWN, product: 'v2-default' });
  const body = { license_key: key, hardware_hash: 'desk', machine_name: 'Desk' };
  await pair.old.withKey('POST', '/api/license/activate', { body: { ...body, hardware_hash: 'shelf' } });
  await pair.shadow('v2', { learn: 'v2-default' });
  await pair.server.withKey('POST', '/api/license/activate', { body });
  const { max_activations, expires_at } = { ...KNOWN, expires_at: '2099-01-01T23:59:59.000Z' };
  expect(await pair.here(key)).toEqual([
    expect.objectContaining({ max_activations, expires_at, max_users: 9, seats_used: 2 }),
  ]);
  await pair.endShadow('v2');
});

it('sends nobody an e-mail with the key of a license that is learned', async () => {
  const { old, server } = pair;
  const smtp = await MailListener.start();
  const mail = { 'mail.smtp_url': smtp.url, 'mail.from': 'sales@example.com', 'mail.license_issued.enabled': true };
  await server.sdk.settings.update(mail);
  const license = await issued(old, { key: pair.aKey(), customer_id: ADA.email, ...KNOWN });
  await pair.shadow('lemon-squeezy', { learn: PRODUCT });
  await server.call('POST', '/v1/licenses/validate', { body: { license_key: license.key } });
  expect(await pair.here(license.key)).toHaveLength(1);
  const { key } = await issued(server, { customer_id: ADA.email });
  await server.sdk.audit.listEvents();
  const written = 'SELECT event.data FROM mails JOIN events AS event ON event.id = mails.event_id';
  expect(await server.dataSource.query(written)).toEqual([{ data: expect.objectContaining({ license_key: key }) }]);
  await server.sdk.settings.update(Object.fromEntries(Object.keys(mail).map((name) => [name, null])));
  await pair.endShadow('lemon-squeezy');
  await smtp.stop();
});

/** In the words of any of these APIs. */
function isRefused({ status, body }: { status: number; body: Record<string, unknown> }): boolean {
  const { success, license, result, status: verdict, valid } = body;
  return status >= 400 || [success, valid, verdict].includes(false) || result === 'error' || license === 'invalid';
}
