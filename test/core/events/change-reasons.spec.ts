import type { OpenAPIObject } from '@nestjs/swagger';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { EVENT_NAMES } from '../../../src/core/events/records/catalogue';
import { operationsOf } from '../../../src/core/openapi/operations';
import { readDocument } from '../../../src/core/openapi/read-document';
import { DESTRUCTIVE_EVENTS } from '../../../src/core/platform/records/destructive-changes';
import { Browser, fieldsOf } from '../../testkit/browser';
import { keyOf } from '../../testkit/callers';
import { aProductNamed } from '../../support/catalog';
import { activate, deactivate, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { registered, WebhookListener } from '../../testkit/webhook-listener';

const WHY = { reason: 'The payment was charged back', reference: 'order-1001' };
const NONE = { reason: null, reference: null };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
});
afterAll(() => server.stop());

const auditOf = async (id: string) => (await server.sdk.audit.listEntries({ target: `licenses:${id}` })).items;
const newestOf = async (id: string) => (await auditOf(id))[0];
const eventOf = async (id: string) =>
  (await server.asAdmin('GET', '/api/v1/events', { query: { target: `licenses:${id}` } })).body.items[0];

/** Operations by POST that only read, or make nothing but an answer. */
const CHANGES_NOTHING = [
  ...['explainVerdict', 'diffCatalog', 'previewMailTemplate', 'createPortalSession'],
  ...['findPerson', 'exportPerson'],
];

describe('every change', () => {
  const document = readDocument('openapi.json') as OpenAPIObject;
  const changes = operationsOf(document).filter(({ method }) => method !== 'get' && method !== 'head');
  const isOpenToAll = (security: readonly object[] = []) => security.length === 0;
  const managed = changes.filter(
    ({ path, operation }) => !isOpenToAll(operation.security) && !path.startsWith('/api/v1/auth/'),
  );

  it('is one of many', () => {
    expect(managed.length).toBeGreaterThan(90);
  });

  it.each(managed.map((change) => [change.operation.operationId, change] as const))(
    '%s takes a reason and a reference',
    (id, { operation }) => {
      const fields = [...new Set([...bodyFieldsOf(operation.requestBody), ...queryOf(operation.parameters)])];
      const changesNothing = CHANGES_NOTHING.some((one) => one === id);
      expect(fields).toEqual(changesNothing ? expect.anything() : expect.arrayContaining(['reason', 'reference']));
    },
  );

  function bodyFieldsOf(body: unknown): string[] {
    const text = JSON.stringify(body ?? {});
    const inline = text.includes('"properties":{"reason"') ? ['reason'] : [];
    return text.includes('schemas/ChangeReason"') ? ['reason', 'reference'] : inline;
  }

  function queryOf(parameters: unknown = []): string[] {
    return (parameters as { in?: string; name?: string }[]).flatMap(({ in: place, name = '' }) =>
      place === 'query' ? [name] : [],
    );
  }
});

it('counts every deletion and revocation among the destructive changes', () => {
  const known = EVENT_NAMES.filter((name) => /\.(deleted|revoked)$/.test(name));
  expect(known.length).toBeGreaterThan(15);
  expect(known.filter((name) => !DESTRUCTIVE_EVENTS.has(name))).toEqual([]);
});

describe('a reason', () => {
  it('is kept in the audit entry and in the event', async () => {
    const { id } = await issued(server);
    await server.sdk.licenses.revoke(id, WHY);
    expect(await newestOf(id)).toMatchObject({ action: 'license.revoked', ...WHY });
    expect((await eventOf(id)).data.change).toEqual(WHY);
  });

  it('is sent to webhooks', async () => {
    server.app.get(WebhookDispatcherService).start();
    const listener = await WebhookListener.start();
    await registered(server, { url: listener.urlOf(), events: ['license.disabled'] });
    const { id } = await issued(server);
    await server.sdk.licenses.disable(id, WHY);
    await server.sdk.audit.listEvents();
    const [request] = await listener.arrived(1);
    expect(request?.body).toMatchObject({ type: 'license.disabled', data: { change: WHY } });
    await listener.stop();
  });

  it('may be missing', async () => {
    const { id } = await issued(server);
    await server.sdk.licenses.disable(id);
    expect(await newestOf(id)).toMatchObject({ action: 'license.disabled', ...NONE });
    expect((await eventOf(id)).data).not.toHaveProperty('change');
  });

  it('is none if it is blank', async () => {
    const { id } = await issued(server);
    await server.sdk.licenses.disable(id, { reason: '  ', reference: '' });
    expect(await newestOf(id)).toMatchObject(NONE);
  });

  it('may come without a reference, and a reference without a reason', async () => {
    const { id } = await issued(server);
    await server.sdk.licenses.update(id, { description: 'one', reason: WHY.reason });
    expect(await newestOf(id)).toMatchObject({ ...NONE, reason: WHY.reason, after: { description: 'one' } });
    await server.sdk.licenses.update(id, { description: 'two', reference: WHY.reference });
    expect(await newestOf(id)).toMatchObject({ ...NONE, reference: WHY.reference });
  });

  it('comes in the query of a deletion', async () => {
    const { id } = await issued(server);
    await server.sdk.licenses.delete(id, WHY);
    expect(await newestOf(id)).toMatchObject({ action: 'license.deleted', ...WHY });
  });

  it('is that of all changes of the request', async () => {
    const { id, key } = await issued(server, { max_activations: 2 });
    await activate(server, key, 'desk');
    const { id: resource } = await server.sdk.resources.create({ type: 'server', identifier: 'SRV-reasons' });
    await server.sdk.resources.allocate({ license_id: id, resource_ids: [resource], ...WHY });
    const before = await server.asAdmin('GET', '/api/v1/audit', { query: { reference: WHY.reference, limit: '100' } });
    await server.sdk.licenses.delete(id, { ...WHY, reference: 'several' });
    const { items } = await server.sdk.audit.listEntries({ reference: 'several' });
    expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['license.deleted', 'resource.released']));
    expect(items.every(({ reason }) => reason === WHY.reason)).toBe(true);
    expect(before.body.items[0]).toMatchObject({ action: 'resource.allocated' });
  });

  it('comes in the query where the body has a reference of its own', async () => {
    const product = await aProductNamed(server);
    await server.sdk.products.update(product.id, { name: 'Renamed', reason: WHY.reason }, { reference: 'ticket-7' });
    const { items } = await server.sdk.audit.listEntries({ reference: 'ticket-7' });
    expect(items).toMatchObject([{ action: 'product.updated', after: { name: 'Renamed' }, reason: WHY.reason }]);

    const customer = await server.sdk.customers.create({ name: 'Ada', reference: 'erp-1', reason: WHY.reason });
    expect(customer.reference).toBe('erp-1');
    const [created] = (await server.sdk.audit.listEntries({ target: `customers:${customer.id}` })).items;
    expect(created).toMatchObject({ action: 'customer.created', ...NONE, reason: WHY.reason });
  });

  it('does not count as a setting', async () => {
    await server.sdk.settings.update({ 'licenses.expiry_warning_days': null, ...WHY });
    expect((await server.asAdmin('PATCH', '/api/v1/settings', { body: { reasons: 'x' } })).status).toBe(400);
  });

  it.each([
    ['reason', 'x'.repeat(501), 'max_length'],
    ['reason', 7, 'is_string'],
    ['reason', null, 'is_string'],
    ['reference', 'x'.repeat(101), 'max_length'],
    ['reference', 'two\nlines', 'is_one_line'],
  ])('is refused if the %s is %j', async (field, value, reason) => {
    const { id } = await issued(server);
    const answer = await server.asAdmin('POST', `/api/v1/licenses/${id}/block`, { body: { [field]: value } });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_ERROR' } } });
    expect(answer.body.error.details).toContainEqual(expect.objectContaining({ field, reason }));
    expect((await newestOf(id))?.action).toBe('license.issued');
  });

  it('may be as long as documented', async () => {
    const { id } = await issued(server);
    const longest = { reason: '因'.repeat(500), reference: '单'.repeat(100) };
    await server.sdk.licenses.block(id, longest);
    expect(await newestOf(id)).toMatchObject(longest);
  });

  it('is refused in the query of a deletion if it is repeated', async () => {
    const { id } = await issued(server);
    const { status } = await server.asAdmin('DELETE', `/api/v1/licenses/${id}?reason=a&reason=b`);
    expect(status).toBe(400);
  });

  it('remains the one of the first request if that is repeated', async () => {
    const { id } = await issued(server);
    const options = { headers: { 'idempotency-key': `reason-${id}` } };
    const send = (body: object) => server.asAdmin('POST', `/api/v1/licenses/${id}/disable`, { body, ...options });
    expect((await send(WHY)).status).toBe(200);
    expect((await send(WHY)).status).toBe(200);
    expect(await send({ reason: 'another' })).toMatchObject({
      status: 422,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['license.disabled', 'license.issued']);
  });

  it('is no field of the calls of programs', async () => {
    const license = await issued(server);
    const body = { license_key: license.key, hardware_id: 'desk', reference: 'x' };
    expect((await server.call('POST', '/api/v1/activate', { body })).status).toBe(400);
    await activate(server, license.key, 'desk');
    await deactivate(server, license.key, 'desk');
    const { items } = await server.sdk.audit.listEntries({ actor: 'client' });
    expect(items[0]).toMatchObject({ action: 'license.deactivated', ...NONE });
  });
});

it('finds audit entries by the whole reference', async () => {
  const { id } = await issued(server);
  await server.sdk.licenses.block(id, { reference: 'ticket 8812' });
  expect((await server.sdk.audit.listEntries({ reference: 'ticket 8812' })).items).toMatchObject([
    { action: 'license.blocked', target: { id } },
  ]);
  expect((await server.sdk.audit.listEntries({ reference: 'ticket 881' })).items).toEqual([]);
});

describe('with audit.reason_required', () => {
  beforeAll(() => server.sdk.settings.update({ 'audit.reason_required': true }));
  afterAll(() => server.sdk.settings.update({ 'audit.reason_required': false }));

  const REFUSED = {
    status: 422,
    body: { error: { code: 'REASON_REQUIRED', details: [expect.objectContaining({ field: 'reason' })] } },
  };

  it.each(['revoke', 'block', 'rotate-key'])('refuses to %s a license without a reason', async (verb) => {
    const { id } = await issued(server);
    const send = (body: object) => server.asAdmin('POST', `/api/v1/licenses/${id}/${verb}`, { body });
    expect(await send({})).toMatchObject(REFUSED);
    expect(await send({ reason: ' ', reference: 'order-1' })).toMatchObject(REFUSED);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual(['license.issued']);
    expect((await send({ reason: WHY.reason })).status).toBe(200);
  });

  it('refuses deletions and the freeing of devices without a reason', async () => {
    const { id, key } = await issued(server);
    await activate(server, key, 'desk');
    const [device] = (await server.sdk.activations.list({ license: key })).items;
    for (const path of [`activations/${device?.id}`, `licenses/${id}`]) {
      expect(await server.asAdmin('DELETE', `/api/v1/${path}`)).toMatchObject(REFUSED);
      expect((await server.asAdmin('DELETE', `/api/v1/${path}?reason=agreed`)).status).toBe(204);
    }
  });

  it('refuses to revoke by state, and to move a license to another customer', async () => {
    const [ada, bob] = [await aCustomer('Ada'), await aCustomer('Bob')];
    const { id } = await issued(server);
    const change = (body: object) => server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body });
    expect(await change({ state: 'revoked' })).toMatchObject(REFUSED);
    expect((await change({ customer_id: ada })).status).toBe(200);
    expect(await change({ customer_id: bob })).toMatchObject(REFUSED);
    expect(await change({ customer_id: null })).toMatchObject(REFUSED);
    expect((await change({ customer_id: bob, reason: 'sold on' })).status).toBe(200);
  });

  it.each(['revoke', 'block', 'move', 'delete'])('refuses to %s many licenses without a reason', async (action) => {
    const { id } = await issued(server);
    const start = (body: object) =>
      server.asAdmin('POST', '/api/v1/licenses/bulk', { body: { action, ids: [id], ...body } });
    const params = { customer: action === 'move' ? null : undefined };
    expect(await start({ params })).toMatchObject({
      status: 422,
      body: { error: { code: 'REASON_REQUIRED', details: [expect.objectContaining({ field: 'params.reason' })] } },
    });
    expect((await start({ params: { ...params, reason: 'agreed' } })).status).toBe(202);
    expect((await start({ params, reason: 'agreed' })).status).toBe(202);
  });

  it('needs none for other changes', async () => {
    const { id } = await issued(server);
    await server.sdk.licenses.bulk({ action: 'extend', ids: [id], params: { days: 1 } });
    await server.sdk.licenses.disable(id);
    await server.sdk.licenses.enable(id);
    await server.sdk.licenses.update(id, { max_activations: 7 });
  });

  it('does not hold programs and the other APIs to it', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    expect((await deactivate(server, license.key, 'desk')).status).toBe(200);
    const { key } = await keyOf(server, 'internal');
    const headers = { 'x-api-key': key };
    const deleteBy = (api: string) => server.call('DELETE', `${api}/licenses/${license.id}`, { headers });
    expect(await deleteBy('/api/v1')).toMatchObject(REFUSED);
    expect((await deleteBy('/dialects/progran3/api')).status).toBe(200);
  });

  async function aCustomer(name: string): Promise<string> {
    return (await server.sdk.customers.create({ name })).id;
  }
});

describe('the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = new Browser(server);
    await browser.signIn();
  });
  const FORM = { reason: WHY.reason, change_reference: WHY.reference };
  const at = ({ id }: { id: string }, verb = '') => `/license/edit/${id}${verb}`;

  it.each(['block', 'revoke', 'delete', 'free-seats', 'rotate-key', 'change', 'extend', 'move'])(
    'asks for a reason before %s',
    async (verb) => {
      const { html } = await browser.get(at(await issued(server), `/${verb}`));
      expect(html).toContain('name="reason"');
      expect(html).toContain('name="change_reference"');
    },
  );

  it('does not ask where somebody changes the own account', async () => {
    expect((await browser.get('/account/second-factor')).html).not.toContain('name="reason"');
  });

  it('keeps the reason of a confirmation and of a form, and shows it in the timeline', async () => {
    const license = await issued(server, { expires_at: '2099-01-01T00:00:00Z' });
    expect((await browser.post(at(license, '/block'), FORM)).status).toBe(303);
    expect(await newestOf(license.id)).toMatchObject({ action: 'license.blocked', ...WHY });
    const form = { by: 'days', days: '7', reason: 'goodwill <b>', change_reference: '' };
    expect((await browser.post(at(license, '/extend'), form)).status).toBe(303);
    const { html } = await browser.get(at(license));
    expect(html).toContain(`“${WHY.reason}” · ${WHY.reference}</span>`);
    expect(html).toContain('“goodwill &lt;b>”');
    const [entry] = await auditOf(license.id);
    expect((await browser.get(`/console/audit/entries/${entry?.id}`)).html).toContain('goodwill &lt;b>');
  });

  it('shows a form again whose reason or reference is too long', async () => {
    const license = await issued(server);
    const fields = { reason: 'x'.repeat(501), change_reference: 'y'.repeat(101) };
    const { status, html } = await browser.post(at(license, '/block'), fields);
    expect(status).toBe(422);
    expect(html).toContain('href="#field-reason"');
    expect(html).toContain('href="#field-change_reference"');
    expect(html).toContain(fields.change_reference);
    expect((await newestOf(license.id))?.action).toBe('license.issued');
  });

  describe('with audit.reason_required', () => {
    beforeAll(() => server.sdk.settings.update({ 'audit.reason_required': true }));
    afterAll(() => server.sdk.settings.update({ 'audit.reason_required': false }));

    it('shows a confirmation again that has no reason', async () => {
      const license = await issued(server);
      const { status, html } = await browser.post(at(license, '/block'));
      expect(status).toBe(422);
      expect(html).toContain('href="#field-reason"');
      expect((await newestOf(license.id))?.action).toBe('license.issued');
      expect((await browser.post(at(license, '/block'), FORM)).status).toBe(303);
    });

    it('asks for the reason of a button, and makes the change with it', async () => {
      const license = await issued(server);
      await activate(server, license.key, 'desk');
      const [device] = (await server.sdk.activations.list({ license: license.key })).items;
      const path = at(license, `/devices/${device?.id}/free`);
      const asked = await browser.post(path);
      expect(asked.status).toBe(422);
      expect(asked.html).toContain('This change needs a reason');
      expect(asked.html).toContain(`action="${path}"`);
      expect((await browser.post(path, { ...fieldsOf(asked.html), ...FORM })).status).toBe(303);
      const { items } = await server.sdk.audit.listEntries({ action: 'license.deactivated' });
      expect(items[0]).toMatchObject({ ...WHY, actor: 'admin' });
    });
  });
});
