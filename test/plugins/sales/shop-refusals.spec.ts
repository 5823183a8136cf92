import { Metrics } from '../../../src/core/platform/monitoring/metrics';
import { ShopEventsService } from '../../../src/plugins/sales/shops/shop-events.service';
import { captureLog } from '../../testkit/captured-log';
import { sampleOf } from '../../testkit/sample';
import { SAMPLE_SHOPS } from '../../support/sample-shops';
import type { Delivery } from '../../testkit/sample-shop';
import { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop, sendEvent } from '../../testkit/shops';

/** A shop that sends an event. */
interface Sender {
  readonly kind: string;
  readonly secret: string;
  readonly body: string;
  /** Signs a body as the shop does, or addresses it. */
  deliver(body: string, sentAt: Date, secret?: string): Delivery;
}

/** Envato sends nothing: a page of the vendor sends the purchase code, to an address with the secret. */
const ENVATO: Sender = {
  kind: 'envato',
  secret: 'envato-address-0123456789',
  body: JSON.stringify({ code: '86781236-23d0-4b3c-7dfa-c1c147e0dece', email: 'ada@example.com' }),
  deliver: (_body, _sentAt, secret = ENVATO.secret) => ({ headers: {}, token: secret }),
};

const SENDERS: readonly Sender[] = [
  ...SAMPLE_SHOPS.map((shop) => ({ ...shop, body: shop.events.bought[0] ?? '' })),
  ENVATO,
];
/** Shops that sign neither the body nor a time: the secret is in the address. */
const UNSIGNED = ['gumroad', 'envato'];
const SIGN_A_TIME = ['stripe', 'paddle', 'polar', 'dodo', 'generic'];
const OLD_MS = 301_000;

const signing = SENDERS.filter(({ kind }) => !UNSIGNED.includes(kind));
const signingTimes = SENDERS.filter(({ kind }) => SIGN_A_TIME.includes(kind));
const unsigned = SENDERS.filter(({ kind }) => UNSIGNED.includes(kind));

let server: TestServer;
let log: { text: string };
const shops: Record<string, ConnectedShop> = {};
beforeAll(async () => {
  log = captureLog();
  server = await TestServer.start({ LOG_LEVEL: 'debug' });
  for (const { kind, secret } of SENDERS) {
    shops[kind] = await aShop(server, kind, { secret });
  }
});
afterAll(() => server.stop());

const now = (): Date => server.clock.now();
const shopOf = ({ kind }: Sender): ConnectedShop => shops[kind] ?? { id: '', secret: '' };

/** Rows of every table, those of the job queue among them. */
async function rowsOfAll(): Promise<object> {
  const rows = await server.dataSource.query<{ name: string; count: string }[]>(`
    SELECT n.nspname || '.' || c.relname AS name,
      (xpath('/row/count/text()', query_to_xml(format('SELECT count(*) FROM %I.%I', n.nspname, c.relname), false, true, '')))[1]::text
        AS count
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

/** Of the text that is given, or of this metric alone. */
async function countOf({ kind }: Sender, outcome: string, text?: string): Promise<number> {
  const form = new RegExp(`keyward_shop_events_total\\{kind="${kind}",outcome="${outcome}"\\} (\\d+)`);
  const { registry } = server.app.get(Metrics);
  return Number(form.exec(text ?? (await registry.getSingleMetricAsString('keyward_shop_events_total')))?.[1] ?? 0);
}

async function expectRefused(sender: Sender, body: string, delivery: Delivery, reason: string): Promise<void> {
  const count = await countOf(sender, reason);
  await server.clock.settled();
  const rows = await rowsOfAll();
  const { status, body: answer } = await sendEvent(server, shopOf(sender), body, delivery);
  expect([status, answer.error]).toEqual([
    400,
    expect.objectContaining({ message: `The event was refused: ${reason}` }),
  ]);
  expect(await rowsOfAll()).toEqual(rows);
  expect(await countOf(sender, reason)).toBe(count + 1);
}

describe('leaves nothing but a count', () => {
  it.each(sampleOf(SENDERS, 4, 'forged'))('$kind: a forged event', async (sender) => {
    const { body } = sender;
    await expectRefused(
      sender,
      body,
      sender.deliver(body, now(), 'whsec_Zm9yZ2VkIGJ5IHNvbWVib2R5IGVsc2U='),
      'signature',
    );
  });

  it.each(sampleOf(signing, 3, 'truncated'))('$kind: an event whose body was truncated', async (sender) => {
    const { body } = sender;
    await expectRefused(sender, body.slice(0, -1), sender.deliver(body, now()), 'signature');
  });

  it.each(sampleOf(signing, 3, 'written'))(
    '$kind: an event whose body was parsed and written again',
    async (sender) => {
      const { body } = sender;
      await expectRefused(sender, JSON.stringify(JSON.parse(body), null, 1), sender.deliver(body, now()), 'signature');
    },
  );

  it.each(sampleOf(signingTimes, 3, 'stale'))(
    '$kind: an event that was signed more than five minutes ago',
    async (sender) => {
      const { body } = sender;
      await expectRefused(sender, body, sender.deliver(body, new Date(now().getTime() - OLD_MS)), 'stale');
    },
  );

  it.each(unsigned)('$kind: an event that was truncated on its way to the address with the secret', async (sender) => {
    const { body } = sender;
    await expectRefused(sender, body.slice(0, 20), sender.deliver(body, now()), 'malformed');
  });
});

/** A value in a body that is signed, and cannot be stored or takes long to walk through. */
const UNSTORABLE: readonly [string, string][] = [
  ['NUL', '"a\\u0000b"'],
  ['half of a surrogate pair', '"\\ud800"'],
  ['20,001 objects', `[${Array.from({ length: 20_001 }, () => '{}').join()}]`],
  ['an object of 1,001 fields', JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [n, n])))],
  ['lists in 20,000 levels', '['.repeat(20_000) + ']'.repeat(20_000)],
  ['a number that is infinite', '1e999'],
];

/** Within the first event, of a body that has a list of them: what stands beside the list is not stored. */
function withFurther(body: string, value: string): string {
  const [list] = /^\{"events":\[/.exec(body) ?? [''];
  const inner = body.slice(list.length);
  return inner.startsWith('{')
    ? `${list}{"further":${value},${inner.slice(1)}`
    : `${body}&further=%00${value.slice(0, 9)}`;
}

describe.each(UNSTORABLE)('a signed event with %s is malformed', (what, value) => {
  // Envato's page sends a code, of which nothing else is kept.
  const senders = SENDERS.filter(({ kind }) => kind !== 'envato');

  it.each(sampleOf(senders, 2, what))('from $kind', async (sender) => {
    const body = withFurther(sender.body, value);
    await expectRefused(sender, body, sender.deliver(body, now()), 'malformed');
  });
});

it.each(['-100000-01-01T00:00:00Z', '+100000-01-01T00:00:00Z', '1969-12-31T23:59:59Z'])(
  'a signed event of the time %s is malformed',
  async (timestamp) => {
    for (const sender of SENDERS.filter(({ kind }) => kind === 'generic' || kind === 'polar')) {
      const body = JSON.stringify({ ...(JSON.parse(sender.body) as object), timestamp });
      await expectRefused(sender, body, sender.deliver(body, now()), 'malformed');
    }
  },
);

it('a generic event has at most 2,000 values, because each of them is validated', async () => {
  const [sender] = SENDERS.filter(({ kind }) => kind === 'generic');
  const body = JSON.stringify({ further: Array.from({ length: 2_000 }, () => 1) });
  const event = sender && `${sender.body.slice(0, -1)},${body.slice(1)}`;
  if (sender) {
    await expectRefused(sender, event ?? '', sender.deliver(event ?? '', now()), 'malformed');
  }
});

it('stores what was not touched, and keeps secrets out of the log', async () => {
  for (const sender of SENDERS) {
    const { status } = await sendEvent(server, shopOf(sender), sender.body, sender.deliver(sender.body, now()));
    expect([sender.kind, status]).toEqual([sender.kind, 200]);
  }
  const metrics = await server.metrics();
  const stored = SENDERS.map((sender) => countOf(sender, 'stored', metrics));
  expect(await Promise.all(stored)).toEqual(SENDERS.map(() => 1));
  expect(log.text).toContain('/api/v1/shops/:id/events');
  expect(SENDERS.filter(({ secret }) => log.text.includes(secret))).toEqual([]);
});

it('answers 404 to an event of a shop that is deleted while its signature is verified', async () => {
  const shop = await aShop(server, 'generic', { name: 'closing' });
  const generic = SENDERS.find(({ kind }) => kind === 'generic');
  const events = server.app.get(ShopEventsService);
  const { store } = events;
  jest.spyOn(events, 'store').mockImplementationOnce(async (...event) => {
    expect((await server.asAdmin('DELETE', `/api/v1/shops/${shop.id}`)).status).toBe(204);
    return store.apply(events, event);
  });
  const body = generic?.body ?? '';
  const delivery = generic?.deliver(body, now(), shop.secret) ?? { headers: {} };
  expect(await sendEvent(server, shop, body, delivery)).toMatchObject({
    status: 404,
    body: { error: { code: 'NOT_FOUND' } },
  });
});
