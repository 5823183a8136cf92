import { Client } from 'pg';
import { emptyDatabase } from '../support/database';
import { until } from '../support/until';
import { WebhookListener } from '../support/webhook-listener';
import { BUILD_LIMIT_MS, Program } from './program';

jest.setTimeout(120_000);
beforeAll(() => Program.build(), BUILD_LIMIT_MS);
afterEach(() => Program.endAll());

const PASSWORD = 'the first password';

it('delivers every event of a server that was killed between commit and delivery', async () => {
  const databaseUrl = await emptyDatabase('killed');
  const settings = { DATABASE_URL: databaseUrl, ADMIN_PASSWORD: PASSWORD, WEBHOOK_ALLOW_PRIVATE: '1' };
  const listener = await WebhookListener.start();
  const killed = await Program.start(settings);
  const authorization = await killed.logIn(PASSWORD);
  const hook = { url: listener.urlOf(), events: ['license.issued'] };
  expect((await killed.call('POST', '/api/v1/webhooks', hook, authorization)).status).toBe(201);

  // Some are under way, some are in the queue, and some have not even a number when the server dies.
  listener.answers(() => undefined);
  const keys: string[] = [];
  for (let number = 0; number < 25; number += 1) {
    const license = { product: 'v2-default' };
    const { status, body } = await killed.call('POST', '/api/v1/licenses', license, authorization);
    expect(status).toBe(201);
    keys.push(body.key);
  }
  await until('some are under way', () => listener.received.length > 0);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE webhook_deliveries IN SHARE MODE');
  const last = await killed.call('POST', '/api/v1/licenses', { product: 'v2-default' }, authorization);
  keys.push(last.body.key);
  await killed.end('SIGKILL');
  await client.query('ROLLBACK');
  await client.query(`UPDATE webhook_deliveries SET due_at = now() WHERE status = 'pending'`);
  await client.end();

  listener.answers((response) => void response.writeHead(200).end());
  listener.received.length = 0;
  await Program.start(settings);
  const arrived = () => new Set(listener.received.map(({ body }) => body.data.license_key));
  await until('all have arrived', () => arrived().size === keys.length);
  expect([...arrived()].sort()).toEqual([...keys].sort());
});
