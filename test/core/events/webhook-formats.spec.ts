import { createHmac } from 'node:crypto';
import type { Customer, License } from '../../../sdk/src/generated/native';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { activate, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import { type Hook, type ReceivedRequest, registered, WebhookListener } from '../../testkit/webhook-listener';
import { DAY } from '../../../src/core/common/calendar';

const SECOND = 1_000;

let server: TestServer;
let listener: WebhookListener;
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
  server.app.get(WebhookDispatcherService).start();
});
beforeEach(async () => {
  listener = await WebhookListener.start();
});
afterEach(async () => {
  server.clock.reset();
  await server.dataSource.query('DELETE FROM webhook_endpoints');
  await listener.stop();
});
afterAll(() => server.stop());

/** Everything so far. A delivery that is under way when the clock moves on would be sent again. */
async function delivered(): Promise<void> {
  await server.sdk.audit.listEvents();
  await until('nothing is pending', async () => {
    const pending = await server.dataSource.query(`SELECT 1 FROM webhook_deliveries WHERE status = 'pending' LIMIT 1`);
    return pending.length === 0;
  });
}

/** A body in the format of V2 or of License Manager. */
interface FormattedBody {
  event: string;
  data: Record<string, unknown>;
  event_type: string;
  payload: Record<string, unknown>;
}

const formatted = ({ text }: ReceivedRequest): FormattedBody => JSON.parse(text);

const hook = (fields: Record<string, unknown>): Promise<Hook> =>
  registered(server, { url: listener.urlOf(), ...fields });

describe('the formats', () => {
  it("have V2's body", async () => {
    await hook({ format: 'v2', events: ['license.activated', 'customer.updated', 'webhook_endpoint.disabled'] });
    const customer = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada Lovelace' } });
    const license = await issued(server, { customer_id: customer.body.id });
    server.clock.holdAt('2027-06-19T10:30:00Z');
    const { body } = await activate(server, license.key, 'desk');
    await server.sdk.customers.update(customer.body.id, { phone: '1' });
    const bodies = (await listener.arrived(2)).map(formatted).sort((a, b) => (a.event < b.event ? 1 : -1));
    const customer_id = customer.body.number;
    expect(bodies).toEqual([
      {
        event: 'license.activated',
        timestamp: '2027-06-19T10:30:00Z',
        data: { license_id: license.number, activation_id: body.activation_id, customer_id },
      },
      {
        event: 'customer.updated',
        timestamp: '2027-06-19T10:30:00Z',
        data: { license_id: null, activation_id: null, customer_id },
      },
    ]);
    expect(body.activation_id).toMatch(/^act_\d+$/);
  });

  it("have License Manager's body and headers", async () => {
    const to = await hook({ format: 'license-manager', secret: 'the-secret-of-the-webhook' });
    const license = await issued(server, {
      customer: undefined,
      expires_at: '2090-01-31T12:00:00Z',
      restricted_to_email: 'ada@example.com',
    });
    const [{ headers, body, text }] = (await listener.arrived(1)) as [ReceivedRequest];
    expect(body).toEqual({
      event_type: 'license.issued',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
      payload: {
        license_code: license.key,
        product_reference_id: expect.any(String),
        product_id: 'v2-default',
        customer: null,
        email: null,
        expires_at: '2090-01-31',
        is_valid: true,
      },
    });
    expect(headers['x-webhook-event']).toBe('license.issued');
    expect(headers['x-webhook-signature']).toBe(createHmac('sha256', to.secret).update(text).digest('hex'));
    expect(headers['webhook-signature']).toMatch(/^v1,/);
  });

  it("have License Manager's days until an expiry", async () => {
    await hook({ format: 'license-manager' });
    const customer = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Ada Lovelace', email: 'ada@example.com' },
    });
    const license = await issued(server, { customer_id: customer.body.id, updates_until: '2027-03-01' });
    await listener.arrived(1);
    await server.dataSource.query(
      `UPDATE webhook_endpoints SET events = '{license.expiring,license.update_support_expired}'`,
    );
    const record = (name: string, data: object) =>
      server.dataSource.query(
        `INSERT INTO events (name, target_type, target_id, data, at) VALUES ($1, 'licenses', $2, $3, now())`,
        [name, license.id, { license_id: license.number, license_key: license.key, ...data }],
      );
    await record('license.expiring', { days_until_expiry: 7 });
    await record('license.update_support_expired', { expired: ['updates'] });
    server.clock.advance(SECOND);
    const bodies = (await listener.arrived(3)).slice(1).map((request) => formatted(request).payload);
    const person = { customer: 'Ada Lovelace', email: 'ada@example.com' };
    expect(bodies).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...person, expires_at: null, days_until_expiry: 7 }),
        expect.objectContaining({ ...person, expires_at: '2027-03-01', is_valid: true }),
      ]),
    );
  });

  describe('of the events', () => {
    /** What each event about the license has in these formats, by event. */
    async function sent(names: string[], cause: (license: License, customer: Customer) => Promise<unknown>) {
      const [v2, manager] = [listener.urlOf('/v2'), listener.urlOf('/license-manager')];
      await hook({ format: 'v2', url: v2, events: names });
      await hook({ format: 'license-manager', url: manager, events: names });
      const person = { name: 'Ada Lovelace', email: 'ada@example.com' };
      const customer = await server.sdk.customers.create({ ...person, allow_duplicate_email: true });
      const dates = { expires_at: days(5), updates_until: days(2), support_until: days(3) };
      const license = await issued(server, { customer_id: customer.id, max_activations: 1, ...dates });
      await cause(license, customer);
      await delivered();
      const requests = await listener.arrived(2 * names.length);
      expect(requests).toHaveLength(2 * names.length);
      const bodies = (path: string) => requests.filter(({ url }) => url === path).map(formatted);
      return {
        license,
        customer_id: customer.number,
        v2: Object.fromEntries(bodies('/v2').map(({ event, data }) => [event, data])),
        manager: Object.fromEntries(bodies('/license-manager').map((body) => [body.event_type, body.payload])),
      };
    }

    const days = (count: number) => new Date(server.clock.now().getTime() + count * DAY).toISOString();
    const dateOf = (time: string | null) => time?.slice(0, 10);
    const managerFields = ({ key }: { key: string }) => ({
      license_code: key,
      product_reference_id: expect.any(String),
      product_id: 'v2-default',
      customer: 'Ada Lovelace',
      email: 'ada@example.com',
    });

    it('about dates', async () => {
      const names = ['license.expiring', 'license.update_support_expired', 'license.expired'];
      const { license, customer_id, v2, manager } = await sent(names, async () => {
        await runJob(server, 'expiring-licenses');
        await delivered();
        server.clock.advance(4 * DAY);
        await runJob(server, 'expired-updates-and-support');
        await delivered();
        server.clock.advance(DAY + SECOND);
        await runJob(server, 'expired-licenses');
      });
      const numbers = { license_id: license.number, activation_id: null, customer_id };
      expect(v2).toEqual(Object.fromEntries(names.map((name) => [name, numbers])));
      const fields = managerFields(license);
      expect(manager).toEqual({
        'license.expiring': { ...fields, expires_at: dateOf(license.expires_at), days_until_expiry: 5 },
        'license.update_support_expired': { ...fields, expires_at: dateOf(license.updates_until), is_valid: true },
        'license.expired': { ...fields, expires_at: dateOf(license.expires_at), is_valid: false },
      });
    });

    it('about use and resources', async () => {
      const names = [
        'license.usage_threshold',
        'license.suspicious_activity',
        'resource.allocated',
        'resource.released',
      ];
      let activation_id: unknown;
      const { license, customer_id, v2, manager } = await sent(names, async ({ id, key }) => {
        activation_id = (await activate(server, key, 'desk')).body.activation_id;
        await server.sdk.settings.update({ 'anomalies.heartbeats_per_hour': 1 });
        await Promise.all([1, 2, 3].map(() => validate(server, key, 'desk')));
        await runJob(server, 'anomalies');
        const resource = { type: 'server', identifier: 'SRV-001' };
        const body = await server.sdk.resources.create(resource);
        const ids = { resource_ids: [body.id] };
        await server.sdk.resources.allocate({ license_id: id, ...ids });
        await server.sdk.resources.release(ids);
      });
      const numbers = { license_id: license.number, activation_id: null, customer_id };
      expect(v2).toEqual({
        ...Object.fromEntries(names.map((name) => [name, numbers])),
        'license.suspicious_activity': { ...numbers, activation_id },
      });
      const fields = { ...managerFields(license), expires_at: dateOf(license.expires_at), is_valid: true };
      expect(manager).toEqual(Object.fromEntries(names.map((name) => [name, fields])));
    });
  });
});
