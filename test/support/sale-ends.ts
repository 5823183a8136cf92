import type { OrderLine } from '../../sdk/src/generated/native';
import { sampleOf } from '../testkit/sample';
import type { TestServer } from '../testkit/server';
import { processEvents, variedOrders } from '../testkit/shops';

export interface SentEvent {
  readonly id: string;
  readonly body: string;
}

/** The only order of a subscription. */
export async function orderWith(server: TestServer, subscription: string) {
  const { body } = await server.asAdmin('GET', `/api/v1/orders?subscription_id=${subscription}`);
  expect(body.items).toHaveLength(1);
  return (await server.asAdmin('GET', `/api/v1/orders/${body.items[0].id}`)).body;
}

/** An order without what differs from order to order: IDs, keys and times of ours. */
async function endOf(server: TestServer, subscription: string) {
  const order = await orderWith(server, subscription);
  const { id: _id, number: _number, created_at: _created, updated_at: _updated, customer, ...facts } = order;
  const licenses = await server.dataSource.query<{ id: string; end: Date | null }[]>(
    'SELECT uid AS id, expires_at AS end FROM licenses WHERE order_id = $1',
    [order.id],
  );
  const ends = new Map(licenses.map(({ id, end }) => [id, end]));
  const lines = facts.lines.map(({ id: _line, external_id: _external, refunded_at: refunded, ...line }: OrderLine) => ({
    ...line,
    isRefunded: refunded !== null,
    licenses: line.licenses.map(({ status }) => status).sort(),
    ends: [...new Set(line.licenses.map(({ id }) => ends.get(id)?.toISOString()))],
  }));
  // Events that arrive late add lines before others.
  const inOrder = [...lines].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return { ...facts, lines: inOrder, customer: customer.email, external_id: '', subscription_id: '' };
}

let count = 0;

/** Sends the sequence in two of several orders, each event twice, and expects that all end alike. */
export async function expectOneEnd(
  server: TestServer,
  sequence: (subscription: string) => SentEvent[],
  send: (event: SentEvent) => Promise<unknown>,
): Promise<Awaited<ReturnType<typeof endOf>>> {
  const subscriptions: string[] = [];
  const orders = variedOrders(sequence('order').map((_event, index) => index));
  for (const order of sampleOf(orders, 2, `sale ends ${count}`)) {
    const subscription = `sub-of-${(count += 1)}`;
    const sent = sequence(subscription);
    for (const index of [...order, ...order]) {
      await send(sent[index] ?? { id: '', body: '' });
    }
    subscriptions.push(subscription);
  }
  await processEvents(server);
  const ends: Awaited<ReturnType<typeof endOf>>[] = [];
  for (const subscription of subscriptions) {
    ends.push(await endOf(server, subscription));
  }
  const [first, ...others] = ends;
  others.forEach((end, index) => expect({ index, ...end }).toEqual({ index, ...first }));
  return first;
}
