import { ShopEventsService } from '../../src/plugins/sales/shops/shop-events.service';
import type { SampleShop } from '../testkit/sample-shop';
import type { TestServer } from '../testkit/server';

/** Stores an event of a sample, signed by it. Without HTTP, which would take most of the time. */
export async function receiveSample(
  { app, clock }: TestServer,
  { id }: { readonly id: string },
  sample: SampleShop,
  body: string,
): Promise<void> {
  const { headers, token } = sample.deliver(body, clock.now());
  const request = { body: Buffer.from(body), headers: { 'content-type': 'application/json', ...headers } };
  await app.get(ShopEventsService).receive(id, { ...request, ...(token !== undefined && { token }) });
}
