import { aProduct } from '../../testkit/callers';
import { Browser } from '../../testkit/browser';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { licenseOf, race, raceInOrder } from '../../testkit/race';
import { activeSeatsOf, eventsOf, tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import { MailListener } from '../../testkit/smtp';
import { DAY } from '../../../src/core/common/calendar';
import { MailSenderService } from '../../../src/core/platform/mail/mail-sender.service';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair({ PUBLIC_URL: 'https://licenses.example.com' });
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

let references = 0;
/** A product that offers trials of 14 days on one device; returns its reference. */
async function offered(policy: object = {}, node = server): Promise<string> {
  const reference = `trial product ${(references += 1)}`;
  const { id } = await node.sdk.policies.create({
    name: reference,
    duration_days: 14,
    max_activations: 1,
    ...policy,
  });
  await aProduct(node, reference, { trial_policy: id });
  return reference;
}

const ask = (product: string, hardware_id: unknown, more: object = {}, node = server) =>
  node.call('POST', '/api/v1/trials', { body: { product, hardware_id, ...more } });
const codeOf = ({ status, body }: Answer) => body.error?.code ?? status;
const convert = (key: string, body: object = {}) =>
  server.asAdmin('POST', `/api/v1/licenses/${key}/convert-trial`, { body });

it('gives a device a trial that it can use at once, and the same trial again', async () => {
  const product = await offered();
  const first = await ask(product, 'desk', { app_version: '1.0' });
  expect([first.status, first.body]).toEqual([
    201,
    {
      id: expect.any(String),
      status: 'granted',
      license_key: expect.any(String),
      activation_id: expect.stringMatching(/^act_/),
      code: 'VALID',
      features: [],
      valid_until: expect.any(String),
    },
  ]);
  expect(await server.sdk.licenses.get(first.body.license_key)).toMatchObject({
    product,
    type: 'trial',
    status: 'active',
    max_activations: 1,
  });
  expect((await validate(server, first.body.license_key, 'desk')).body).toMatchObject({ valid: true });

  server.clock.advance(13 * DAY);
  const again = await ask(product, 'desk');
  expect([again.status, again.body]).toEqual([200, first.body]);
  const body = await server.sdk.trials.get(first.body.id);
  expect(body).toMatchObject({ product, status: 'granted', fingerprint: 'desk', email: null, verified_at: null });
  expect((await eventsOf(server, first.body.id)).map(({ name }) => name)).toEqual(['trial.requested', 'trial.granted']);
});

it('refuses a device whose trial is over, and admits it again after an extension', async () => {
  const product = await offered();
  const { body: trial } = await ask(product, 'desk');
  server.clock.advance(15 * DAY);
  expect(codeOf(await ask(product, 'desk'))).toBe('TRIAL_USED');
  await server.sdk.licenses.extend(trial.license_key, { days: 7, from: 'today' });
  expect(codeOf(await ask(product, 'desk'))).toBe(200);
});

it('says TRIAL_USED after the license is revoked or deleted, until the trial is deleted', async () => {
  const product = await offered();
  const { body: revoked } = await ask(product, 'revoked');
  await server.sdk.licenses.revoke(revoked.license_key);
  expect(codeOf(await ask(product, 'revoked'))).toBe('TRIAL_USED');
  const { body: deleted } = await ask(product, 'deleted');
  await server.sdk.licenses.delete(deleted.license_key);
  expect(codeOf(await ask(product, 'deleted'))).toBe('TRIAL_USED');
  expect((await server.asAdmin('DELETE', `/api/v1/trials/${deleted.id}`)).status).toBe(204);
  expect(codeOf(await ask(product, 'deleted'))).toBe(201);
});

it('answers with the verdict of a license that is only disabled', async () => {
  const product = await offered();
  const { body } = await ask(product, 'desk');
  await server.sdk.licenses.disable(body.license_key);
  expect(codeOf(await ask(product, 'desk'))).toBe('DISABLED');
});

it.each(['email', 'domain'])('gives a person or site one trial by %s, and other devices not its key', async (field) => {
  const product = await offered({ trial_requires: field });
  const named = (value: string) => ({ [field]: value });
  const missing = await ask(product, 'desk');
  expect([missing.status, missing.body.error.details[0].field]).toEqual([400, field]);
  const value = field === 'email' ? 'jane@example.com' : 'shop.example.com';
  expect(codeOf(await ask(product, 'desk', named(value)))).toBe(201);
  expect(codeOf(await ask(product, 'laptop', named(value.toUpperCase())))).toBe('TRIAL_USED');
  const another = field === 'email' ? 'joe@example.com' : 'other.example.com';
  expect(codeOf(await ask(product, 'laptop', named(another)))).toBe(201);
  expect(codeOf(await ask(await offered(), 'desk', named(value)))).toBe(201);
});

const SAME: [what: string, request: (index: number) => [device: string, more?: object], expected: object][] = [
  ['a device', () => ['desk'], { 200: 5, 201: 1 }],
  ['an e-mail', (index) => [`device ${index}`, { email: 'jane@example.com' }], { TRIAL_USED: 5, 201: 1 }],
  ['a domain', (index) => [`device ${index}`, { domain: 'example.com' }], { TRIAL_USED: 5, 201: 1 }],
];
it.each(SAME)('gives %s one trial however many ask at once at two nodes', async (_what, request, expected) => {
  const product = await offered();
  const [{ id }] = await server.dataSource.query(`SELECT id FROM products WHERE reference = $1`, [product]);
  const answers = await race(
    { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM products WHERE id = $1 FOR UPDATE', values: [id] },
    Array.from({ length: 6 }, (_, index) => () => {
      const [device, more] = request(index);
      return ask(product, device, more, index % 2 ? server : other);
    }),
  );
  expect(tally(answers.map(codeOf))).toEqual(expected);
  const licenses = await server.dataSource.query(`SELECT id AS number FROM licenses WHERE product_id = $1`, [id]);
  expect(licenses).toHaveLength(1);
  expect(await activeSeatsOf(server, licenses[0])).toBe(1);
});

describe('a trial that needs verification', () => {
  it('is granted after the vendor verified it', async () => {
    const product = await offered({ trial_requires: 'email', trial_needs_verification: true });
    const pending = await ask(product, 'desk', { email: 'Jane@Example.com' });
    expect([pending.status, pending.body]).toMatchObject([
      202,
      { status: 'pending_verification', license_key: null, activation_id: null, code: null, valid_until: null },
    ]);
    const [requested] = await eventsOf(server, pending.body.id);
    expect(requested).toMatchObject({ name: 'trial.requested', data: { email: 'jane@example.com' } });
    expect(codeOf(await ask(product, 'desk', { email: 'jane@example.com' }))).toBe(202);

    expect(await server.sdk.trials.verify(pending.body.id)).toMatchObject({ verified_at: expect.any(String) });
    expect(codeOf(await ask(product, 'desk', { email: 'jane@example.com' }))).toBe(201);
  });

  it('does not use up an e-mail that somebody else only claims, nor grants another one', async () => {
    const product = await offered({ trial_requires: 'email', trial_needs_verification: true });
    const claimed = await ask(product, 'thief', { email: 'jane@example.com' });
    const own = await ask(product, 'desk', { email: 'jane@example.com' });
    await server.sdk.trials.verify(own.body.id);
    expect(codeOf(await ask(product, 'desk', { email: 'jane@example.com' }))).toBe(201);
    await server.sdk.trials.verify(claimed.body.id);
    expect(codeOf(await ask(product, 'thief', { email: 'jane@example.com' }))).toBe('TRIAL_USED');
    expect(codeOf(await ask(product, 'thief', { email: 'joe@example.com' }))).toBe(202);
  });
});

describe('a conversion', () => {
  it('keeps key and devices, and takes limits and term from the policy', async () => {
    const product = await offered();
    const full = await server.sdk.policies.create({
      name: 'Full',
      max_activations: 3,
      duration_days: 365,
      features: ['export'],
    });
    const { body: trial } = await ask(product, 'desk');
    server.clock.advance(15 * DAY);
    expect((await validate(server, trial.license_key, 'desk')).body.code).toBe('EXPIRED');
    const { status, body } = await convert(trial.license_key, { policy: full.id, type: 'subscription' });
    expect([status, body]).toMatchObject([
      200,
      {
        key: trial.license_key,
        type: 'subscription',
        policy: full.id,
        max_activations: 3,
        features: ['export'],
        seats_used: 1,
      },
    ]);
    expect((new Date(body.expires_at).getTime() - server.clock.now().getTime()) / DAY).toBeCloseTo(365, 3);
    expect((await validate(server, trial.license_key, 'desk')).body).toMatchObject({ valid: true, code: 'VALID' });
    expect(codeOf(await ask(product, 'desk'))).toBe('TRIAL_USED');
    expect(codeOf(await convert(trial.license_key))).toBe('NOT_A_TRIAL');
  });

  it("uses the product's own policy, whose limits are none, by default", async () => {
    const product = await offered();
    const { body: trial } = await ask(product, 'desk');
    expect(await server.sdk.trials.convert(trial.license_key, {})).toMatchObject({
      type: 'perpetual',
      max_activations: null,
      expires_at: null,
      status: 'active',
    });
  });

  it('leaves a term that starts with use to the first use', async () => {
    const policy = await server.sdk.policies.create({
      name: 'From use',
      expiry_basis: 'first_activation',
      duration_days: 30,
    });
    const unused = await issued(server, { type: 'trial' });
    expect((await server.sdk.trials.convert(unused.key, { policy: policy.id })).expires_at).toBeNull();
    const used = await issued(server, { type: 'trial' });
    await activate(server, used.key, 'desk');
    expect((await server.sdk.trials.convert(used.key, { policy: policy.id })).expires_at).toEqual(expect.any(String));
  });

  it('does not change a license that is no trial', async () => {
    const license = await issued(server, { max_activations: 1 });
    expect(codeOf(await convert(license.key))).toBe('NOT_A_TRIAL');
    expect(await server.sdk.licenses.get(license.key)).toMatchObject({ max_activations: 1, type: 'perpetual' });
  });
});

describe('a product', () => {
  it('offers trials while it is active and has a policy for them', async () => {
    const reference = `plain ${(references += 1)}`;
    const { id } = await aProduct(server, reference);
    expect(codeOf(await ask(reference, 'desk'))).toBe('TRIALS_NOT_OFFERED');
    expect(codeOf(await ask('no such product', 'desk'))).toBe('NOT_FOUND');
    const policy = await server.sdk.policies.create({ name: 'Trial' });
    const change = (body: object) => server.asAdmin('PATCH', `/api/v1/products/${id}`, { body });
    expect((await server.sdk.products.update(id, { trial_policy: policy.id })).trial_policy).toBe(policy.id);
    expect((await server.asAdmin('DELETE', `/api/v1/policies/${policy.id}`)).body.error.code).toBe('IN_USE');
    await server.sdk.products.update(id, { is_active: false });
    expect(codeOf(await ask(reference, 'desk'))).toBe('TRIALS_NOT_OFFERED');
    expect((await server.sdk.products.update(id, { trial_policy: null })).trial_policy).toBeNull();
    const { status, body } = await change({ trial_policy: id });
    expect([status, body.error.details[0].field]).toEqual([404, 'trial_policy']);
  });
});

it.each([
  ['hardware_id', { hardware_id: '' }],
  ['hardware_id', { hardware_id: ['a'] }],
  ['hardware_id', { hardware_id: 'a'.repeat(513) }],
  ['email', { hardware_id: 'a', email: 'nobody' }],
  ['domain', { hardware_id: 'a', domain: 'not a domain' }],
  ['product', { hardware_id: 'a', product: 7 }],
])('refuses an invalid %s in %j', async (field, sent) => {
  const { status, body } = await server.call('POST', '/api/v1/trials', { body: { product: await offered(), ...sent } });
  expect([status, body.error.details[0].field]).toEqual([400, field]);
});

it('finds trials by product, e-mail and fingerprint', async () => {
  const product = await offered();
  const { body: one } = await ask(product, 'desk', { email: 'find@example.com' });
  await ask(product, 'laptop');
  const found = async (query: Record<string, string>) =>
    (await server.sdk.trials.list(query)).items.map(({ id }) => id);
  expect(await found({ product })).toHaveLength(2);
  expect(await found({ product, fingerprint: 'desk' })).toEqual([one.id]);
  expect(await found({ email: 'FIND@example.com' })).toEqual([one.id]);
});

it('limits requests by address', async () => {
  const limited = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  const answers: number[] = [];
  for (let index = 0; index <= 10; index += 1) {
    const body = { product: 'no such product', hardware_id: 'desk' };
    answers.push((await limited.call('POST', '/api/v1/trials', { body, remoteAddress: '203.0.113.1' })).status);
  }
  await limited.stop();
  expect(tally(answers)).toEqual({ 404: 10, 429: 1 });
});

it('keeps the limits of a trial license that an admin changes', async () => {
  const product = await offered();
  const { body } = await ask(product, 'desk');
  await changed(server, await server.sdk.licenses.get(body.license_key), { max_activations: 2 });
  expect((await activate(server, body.license_key, 'laptop')).status).toBe(201);
});

describe('the state of a trial', () => {
  const stateOf = async ({ body }: Answer) => (await server.asAdmin('GET', `/api/v1/trials/${body.id}`)).body.state;
  const found = async (product: string, state: string): Promise<string[]> => {
    const { body } = await server.asAdmin(
      'GET',
      `/api/v1/trials?product=${encodeURIComponent(product)}&state=${state}`,
    );
    return body.items.map(({ fingerprint }: Record<string, string>) => fingerprint);
  };

  it('follows its license, and finds it', async () => {
    const product = await offered();
    const [running, over, revoked, deleted, converted] = [
      await ask(product, 'running'),
      await ask(product, 'over'),
      await ask(product, 'revoked'),
      await ask(product, 'deleted'),
      await ask(product, 'converted'),
    ];
    await server.sdk.licenses.update(over.body.license_key, { expires_at: '2020-01-01T00:00:00.000Z' });
    await server.sdk.licenses.revoke(revoked.body.license_key);
    await server.sdk.licenses.delete(deleted.body.license_key);
    await convert(converted.body.license_key);
    expect(await found(product, 'running')).toEqual(['running']);
    expect(await found(product, 'ended')).toEqual(['deleted', 'revoked', 'over']);
    expect(await found(product, 'converted')).toEqual(['converted']);
    expect(await stateOf(over)).toBe('ended');

    await server.sdk.licenses.disable(running.body.license_key);
    expect(await stateOf(running)).toBe('ended');
    await server.sdk.licenses.enable(running.body.license_key);
    expect(await stateOf(running)).toBe('running');
    await server.sdk.licenses.extend(over.body.license_key, { days: 7, from: 'today' });
    expect(await stateOf(over)).toBe('running');
    server.clock.advance(15 * DAY);
    expect(await found(product, 'running')).toEqual([]);
  });

  it('also follows a type that is set without a conversion, in both directions', async () => {
    const product = await offered();
    const trial = await ask(product, 'desk');
    const license = await server.sdk.licenses.get(trial.body.license_key);
    await changed(server, license, { type: 'lifetime' });
    expect(await stateOf(trial)).toBe('converted');
    await changed(server, license, { type: 'trial' });
    expect(await stateOf(trial)).toBe('running');
  });

  it('awaits verification, then the next request of the device', async () => {
    const product = await offered({ trial_requires: 'email', trial_needs_verification: true });
    const email = 'waiting@example.com';
    const trial = await ask(product, 'desk', { email });
    expect(await found(product, 'pending_verification')).toEqual(['desk']);
    await server.sdk.trials.verify(trial.body.id);
    expect(await found(product, 'verified')).toEqual(['desk']);
    await ask(product, 'desk', { email });
    expect(await found(product, 'running')).toEqual(['desk']);
  });

  it('is refused if there is none of this name', async () => {
    const { status, body } = await server.asAdmin('GET', '/api/v1/trials?state=over');
    expect([status, body.error.details[0].field]).toEqual([400, 'state']);
  });
});

it('does not deadlock a device that asks again while its trial is converted', async () => {
  const product = await offered();
  const { body } = await ask(product, 'desk');
  const start = { databaseUrl: server.databaseUrl, ...licenseOf(body.license_key) };
  const [converted, again] = await raceInOrder<Answer>(start, [
    () => convert(body.license_key),
    () => ask(product, 'desk', {}, other),
  ]);
  expect([converted?.status, again && codeOf(again)]).toEqual([200, 200]);
});

it('converts for a customer and until a date', async () => {
  const product = await offered();
  const { body: trial } = await ask(product, 'desk');
  const { id: customer_id } = await server.sdk.customers.create({ name: 'Ada' });
  const expires_at = '2099-12-31T23:59:59.000Z';
  const { body } = await convert(trial.license_key, { customer_id, expires_at });
  expect(body).toMatchObject({ customer_id, expires_at, type: 'subscription' });
  const { body: other } = await ask(product, 'laptop');
  const unknown = await convert(other.license_key, { customer_id: trial.id });
  expect([unknown.status, unknown.body.error.details[0].field]).toEqual([404, 'customer_id']);
  expect(await server.sdk.licenses.get(other.license_key)).toMatchObject({ type: 'trial' });
});

describe('the page of trials', () => {
  const LIST = '/console/trials';
  let browser: Browser;
  beforeEach(async () => {
    await server.emptyTables('trials', 'licenses');
    browser = new Browser(server);
    await browser.signIn();
  });
  const show = async (query = ''): Promise<string> => (await browser.get(`${LIST}${query}`)).html;

  it('says what a trial is where there is none', async () => {
    const html = await show();
    expect(html).toContain('No trials yet');
    expect(html).not.toContain('class="figures"');
  });

  it('lists trials by state with their numbers, and the share that was converted', async () => {
    const product = await offered();
    const { body: bought } = await ask(product, 'bought-it');
    const { body: left } = await ask(product, 'left-it', { email: 'left@example.com' });
    await convert(bought.license_key);
    await server.sdk.licenses.revoke(left.license_key);
    await ask(product, 'tries-it');
    const html = await show();
    for (const text of ['1 of 2', '50% of the trials', 'bought-it', 'left-it', 'tries-it', 'left@example.com']) {
      expect({ text, isShown: html.includes(text) }).toEqual({ text, isShown: true });
    }
    expect(html).toMatch(/state=running"[^>]*>Running<span class="tab-count"> 1</);
    const ended = await show('?state=ended');
    expect([ended.includes('left-it'), ended.includes('tries-it')]).toEqual([true, false]);
    const found = await show('?q=tries');
    expect([found.includes('left-it'), found.includes('tries-it')]).toEqual([false, true]);
    server.clock.advance(91 * DAY);
    await browser.signIn();
    expect(await show()).toContain('0 of 1');
    for (const wrong of ['state=over', 'after=x', 'before=x', 'q=%00']) {
      expect({ wrong, status: (await browser.get(`${LIST}?${wrong}`)).status }).toEqual({ wrong, status: 400 });
    }
  });

  it('confirms a trial that waits', async () => {
    const product = await offered({ trial_requires: 'email', trial_needs_verification: true });
    const email = 'jane@example.com';
    const { body } = await ask(product, 'desk', { email });
    const back = `${LIST}?state=pending_verification`;
    const path = `${LIST}/${body.id}/confirm?back=${encodeURIComponent(back)}`;
    expect(await show('?state=pending_verification')).toContain(path.replace('&', '&amp;'));
    const { status, location } = await browser.post(path);
    expect([status, location]).toEqual([303, back]);
    expect(await show('?state=pending_verification')).toContain('The trial of jane@example.com is confirmed');
    expect(codeOf(await ask(product, 'desk', { email }))).toBe(201);
  });

  it('converts a trial with the policy, the customer and the day of the form', async () => {
    const product = await offered();
    const { body: trial } = await ask(product, 'desk');
    const policy = await server.sdk.policies.create({ name: 'Studio', max_activations: 7 });
    const customer = await server.sdk.customers.create({ name: 'Ada', email: `ada.${references}@example.com` });
    const path = `${LIST}/${trial.id}/convert`;
    const fields = {
      type: 'subscription',
      policy: policy.id,
      expires_at: '2098-03-01',
      customer: customer.email ?? '',
    };

    const wrong = { ...fields, expires_at: 'soon', customer: 'nobody-has-this' };
    const refused = await browser.post(path, wrong);
    expect([refused.status, refused.html.includes('value="nobody-has-this"')]).toEqual([422, true]);
    expect(await server.sdk.licenses.get(trial.license_key)).toMatchObject({ type: 'trial' });

    expect((await browser.post(path, fields)).status).toBe(303);
    expect(await server.sdk.licenses.get(trial.license_key)).toMatchObject({
      type: 'subscription',
      policy: policy.id,
      max_activations: 7,
      customer_id: customer.id,
      expires_at: '2098-03-01T23:59:59.000Z',
    });
    expect((await browser.get(path)).status).toBe(303);
    expect(await show()).toContain('cannot be converted');
  });

  it('forgets a trial, so that the device may have another', async () => {
    const product = await offered();
    const { body } = await ask(product, 'desk', { email: 'again@example.com' });
    await server.sdk.licenses.revoke(body.license_key);
    expect(codeOf(await ask(product, 'desk'))).toBe('TRIAL_USED');
    const path = `${LIST}/${body.id}/forget`;
    const { html } = await browser.get(path);
    for (const text of ['Device desk may request a trial', 'again@example.com', 'This cannot be undone']) {
      expect({ text, isShown: html.includes(text) }).toEqual({ text, isShown: true });
    }
    expect((await browser.post(path, { reason: 'Asked for more time' })).status).toBe(303);
    expect((await browser.get(path)).status).toBe(404);
    const { body: audit } = await server.asAdmin('GET', '/api/v1/audit?action=trial.deleted');
    expect(audit.items[0]).toMatchObject({ reason: 'Asked for more time' });
    expect(codeOf(await ask(product, 'desk'))).toBe(201);
  });
});

describe('a trial by e-mail', () => {
  const BY_EMAIL = { trial_requires: 'email', trial_needs_verification: true };
  const SAME_ANSWER = [202, { status: 'link_sent' }];
  let smtp: MailListener;
  let settings: object;
  beforeAll(async () => {
    smtp = await MailListener.start();
    server.app.get(MailSenderService).start();
    settings = {
      'portal.enabled': true,
      'mail.smtp_url': smtp.url,
      'mail.from': 'sales@example.com',
      'mail.trial_confirm.enabled': true,
      'mail.trial_started.enabled': true,
    };
    await server.sdk.settings.update(settings);
  });
  afterAll(async () => {
    await server.sdk.settings.update({
      'portal.enabled': false,
      'mail.smtp_url': '',
      'mail.trial_confirm.enabled': false,
    });
    await smtp.stop();
  });
  beforeEach(() => {
    smtp.received.length = 0;
  });

  const request = async (product: string, email: string, more: object = {}, node = server) => {
    const { status, body } = await node.call('POST', '/api/v1/trials/by-email', { body: { product, email, ...more } });
    return [status, body.error?.code ?? body];
  };
  /** The address of the last link that was sent, of this many. */
  const LINK = /https:\/\/licenses\.example\.com\/portal\/trial\?token=([\w-]{43})/;
  /** E-mails with keys arrive at their own times, also after the end of the test that began their trials. */
  const linkAfter = async (count: number) => {
    const tokens = () => smtp.received.flatMap(({ text = '' }) => LINK.exec(text)?.[1] ?? []);
    await until(`${count} links`, () => tokens().length >= count);
    return tokens()[count - 1] ?? '';
  };
  const confirm = (token: string, node = server) => new Browser(node).post('/portal/trial', { token });
  const idOf = async (product: string) =>
    (await server.dataSource.query('SELECT id FROM products WHERE reference = $1', [product]))[0].id as string;

  it('begins with a button behind the link, once, and sends the key', async () => {
    const product = await offered(BY_EMAIL);
    expect(await request(product, 'Jane@Example.com', { name: 'Jane Doe', language: 'de' })).toEqual(SAME_ANSWER);
    const token = await linkAfter(1);
    expect(smtp.received[0]).toMatchObject({
      recipients: ['jane@example.com'],
      subject: expect.stringContaining('Bestätigen'),
    });

    const page = await new Browser(server).get(`/portal/trial?token=${token}`);
    expect([page.status, page.html]).toEqual([200, expect.stringContaining(`Begin your trial of ${product}?`)]);
    expect(page.headers).toMatchObject({ 'referrer-policy': expect.stringMatching(/no-referrer|same-origin/) });
    expect((await server.sdk.trials.list({ product })).items).toEqual([]);

    const begun = await confirm(token);
    const [{ license, ...trial } = { license: null }] = (await server.sdk.trials.list({ product })).items;
    expect(trial).toMatchObject({ fingerprint: null, email: 'jane@example.com', state: 'running' });
    const { key, type, customer_id } = await server.sdk.licenses.get(license ?? '');
    expect(type).toBe('trial');
    expect(await server.sdk.customers.get(customer_id ?? '')).toMatchObject({
      name: 'Jane Doe',
      email: 'jane@example.com',
    });
    expect([begun.status, begun.html]).toEqual([200, expect.stringContaining(key)]);
    await server.sdk.audit.listEvents();
    expect((await smtp.arrived(2))[1]?.text).toContain(key);
    expect((await activate(server, key, 'desk')).status).toBe(201);

    expect((await confirm(token)).status).toBe(410);
    expect((await new Browser(server).get(`/portal/trial?token=${token}`)).status).toBe(410);
    expect((await confirm('unknown')).status).toBe(410);
  });

  it('sends nothing that a stranger has typed before the person has confirmed, and no link in place of a name after it', async () => {
    const product = await offered(BY_EMAIL);
    const name = 'Click http://evil.example/0 now';
    await new Browser(server).post(`/portal/trial/${product}`, { email: 'jane+a.evil.example@example.com', name });
    expect((await confirm(await linkAfter(1))).status).toBe(200);
    await server.sdk.audit.listEvents();
    for (const mail of await smtp.arrived(2)) {
      const text = `${mail.subject} ${mail.text}`;
      expect(text).not.toMatch(/evil|click/i);
      expect(text).toContain('jane');
    }
  });

  it('is one for each mailbox, however it is spelled, which only its owner learns', async () => {
    const product = await offered(BY_EMAIL);
    await request(product, 'jane@example.com');
    expect((await confirm(await linkAfter(1))).status).toBe(200);
    expect(await request(product, '"jane+again"@EXAMPLE.com')).toEqual(SAME_ANSWER);
    const refused = await confirm(await linkAfter(2));
    expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('You have had this trial')]);
    await request(product, 'ja.ne@example.com');
    expect((await confirm(await linkAfter(3))).status).toBe(200);
    expect(codeOf(await ask(await offered(), 'desk', { email: 'jane+2@example.com' }))).toBe(201);
  });

  it('ends a link after 24 hours, and sends at most three in a day, also to requests at once', async () => {
    const product = await offered(BY_EMAIL);
    const lock = `trial links ${await idOf(product)} joe@example.com`;
    const answers = await race(
      {
        databaseUrl: server.databaseUrl,
        hold: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
        values: [lock],
      },
      Array.from(
        { length: 6 },
        (_, index) => () => request(product, `joe+${index}@example.com`, {}, index % 2 ? server : other),
      ),
    );
    expect(answers).toEqual(Array(6).fill(SAME_ANSWER));
    // E-mails that the other node queued are sent at the sender's next turn.
    server.clock.advance(0);
    const token = await linkAfter(3);
    expect(
      (await server.sdk.mails.list({ kind: ['trial_confirm'] })).items.filter(({ to }) => to.startsWith('joe+')),
    ).toHaveLength(3);
    server.clock.advance(DAY);
    expect((await confirm(token)).status).toBe(410);
    expect(await request(product, 'joe@example.com')).toEqual(SAME_ANSWER);
    expect((await confirm(await linkAfter(4))).status).toBe(200);
  });

  it('is granted once to two uses of a link at once, and to two links of a mailbox at once', async () => {
    const product = await offered(BY_EMAIL);
    const { databaseUrl } = server;
    const id = await idOf(product);
    await request(product, 'ann@example.com');
    const token = await linkAfter(1);
    const hold = 'SELECT 1 FROM trial_confirmations WHERE product_id = $1 FOR UPDATE';
    const uses = await race({ databaseUrl, hold, values: [id] }, [() => confirm(token), () => confirm(token, other)]);
    expect(tally(uses.map(({ status }) => status))).toEqual({ 200: 1, 410: 1 });

    await request(product, 'bob@example.com');
    const first = await linkAfter(2);
    await request(product, 'bob+2@example.com');
    const second = await linkAfter(3);
    const links = await race({ databaseUrl, hold: 'SELECT 1 FROM products WHERE id = $1 FOR UPDATE', values: [id] }, [
      () => confirm(first),
      () => confirm(second, other),
    ]);
    expect(tally(links.map(({ status }) => status))).toEqual({ 200: 1, 403: 1 });
    expect((await server.sdk.trials.list({ product })).items).toHaveLength(2);
  });

  it('verifies the address of a program that asks for its device, with one link for each request', async () => {
    const product = await offered(BY_EMAIL);
    expect(codeOf(await ask(product, 'desk', { email: 'eve@example.com' }))).toBe(202);
    const page = await confirm(await linkAfter(1));
    expect([page.status, page.html]).toEqual([200, expect.stringContaining('Your address is confirmed')]);
    expect(codeOf(await ask(product, 'desk', { email: 'eve@example.com' }))).toBe(201);
    expect(codeOf(await ask(product, 'laptop', { email: 'eve+2@example.com' }))).toBe(202);
    await confirm(await linkAfter(2));
    expect(codeOf(await ask(product, 'laptop', { email: 'eve+2@example.com' }))).toBe('TRIAL_USED');
  });

  it('has a form for each product that offers it', async () => {
    const product = encodeURIComponent(await offered(BY_EMAIL));
    const browser = new Browser(server, { 'accept-language': 'de' });
    expect((await browser.get(`/portal/trial/${product}`)).html).toContain('Link schicken');
    const wrong = await browser.post(`/portal/trial/${product}`, { email: 'nobody' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('Geben Sie eine E-Mail-Adresse')]);
    const sent = await browser.post(`/portal/trial/${product}`, { email: ' max@example.com ', name: '' });
    expect([sent.status, sent.html]).toEqual([200, expect.stringContaining('max@example.com')]);
    await until('the link is sent', () =>
      smtp.received.some(({ recipients }) => recipients.includes('max@example.com')),
    );
    for (const reference of ['no such product', await offered(), await offered({ trial_requires: 'email' })]) {
      expect((await browser.get(`/portal/trial/${encodeURIComponent(reference)}`)).status).toBe(404);
    }
  });

  it('is activated on the device that the form or the call names, which has no second one', async () => {
    const product = await offered(BY_EMAIL);
    const path = `/portal/trial/${encodeURIComponent(product)}`;
    const browser = new Browser(server);
    const form = await browser.get(`${path}?fingerprint=desk%20%22%3C`);
    expect(form.html).toContain('name="fingerprint" value="desk &quot;&lt;"');
    await browser.post(path, { email: 'fay@example.com', name: 'Fay', fingerprint: 'desk "<' });
    const begun = await confirm(await linkAfter(1));
    expect([begun.status, begun.html]).toEqual([200, expect.stringContaining('is active already')]);
    const [trial] = (await server.sdk.trials.list({ product })).items;
    expect(trial).toMatchObject({ fingerprint: 'desk "<', email: 'fay@example.com', state: 'running' });
    const { key, customer_id } = await server.sdk.licenses.get(trial?.license ?? '');
    expect((await server.sdk.customers.get(customer_id ?? '')).name).toBe('Fay');
    expect((await validate(server, key, 'desk "<')).body.valid).toBe(true);

    expect(await request(product, 'gus@example.com', { fingerprint: 'desk "<' })).toEqual(SAME_ANSWER);
    expect((await confirm(await linkAfter(2))).status).toBe(403);
    expect((await server.sdk.trials.list({ product })).items).toHaveLength(1);
    // The program on that device gets the same trial.
    const same = await ask(product, 'desk "<', { email: 'fay@example.com' });
    expect([same.status, same.body.license_key]).toEqual([200, key]);
    expect((await browser.get(`${path}?fingerprint=${'x'.repeat(513)}`)).status).toBe(400);
    expect(await request(product, 'gus@example.com', { fingerprint: '' })).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('of a device whose own request awaits a link is begun by the form instead, once for two links at once', async () => {
    const product = await offered(BY_EMAIL);
    expect(codeOf(await ask(product, 'laptop', { email: 'hal@example.com' }))).toBe(202);
    const own = await linkAfter(1);
    await request(product, 'ida@example.com', { fingerprint: 'laptop' });
    const first = await linkAfter(2);
    await request(product, 'joy@example.com', { fingerprint: 'laptop' });
    const second = await linkAfter(3);
    const hold = 'SELECT 1 FROM trials WHERE product_id = $1 FOR UPDATE';
    const links = await race({ databaseUrl: server.databaseUrl, hold, values: [await idOf(product)] }, [
      () => confirm(first),
      () => confirm(second, other),
    ]);
    expect(tally(links.map(({ status }) => status))).toEqual({ 200: 1, 403: 1 });
    expect((await server.sdk.trials.list({ product })).items).toHaveLength(1);
    expect((await confirm(own)).status).toBe(410);
  });

  it('is not offered without its policy, its e-mails, or an address of the server', async () => {
    const product = await offered(BY_EMAIL);
    expect(await request(await offered(), 'jane@example.com')).toEqual([403, 'TRIALS_NOT_OFFERED']);
    expect(await request('no such product', 'jane@example.com')).toEqual([404, 'NOT_FOUND']);
    expect((await request(product, 'nobody'))[0]).toBe(400);
    await server.sdk.settings.update({ 'mail.trial_confirm.enabled': false });
    expect(await request(product, 'jane@example.com')).toEqual([403, 'TRIALS_NOT_OFFERED']);
    await server.sdk.settings.update({ 'mail.trial_confirm.enabled': true });
    expect(codeOf(await ask(product, 'phone', { email: 'gil@example.com' }))).toBe(202);

    const bare = await TestServer.shared();
    await bare.sdk.settings.update(settings);
    expect(await request(await offered(BY_EMAIL, bare), 'jane@example.com', {}, bare)).toEqual([
      403,
      'TRIALS_NOT_OFFERED',
    ]);
    await bare.stop();
  });
});
