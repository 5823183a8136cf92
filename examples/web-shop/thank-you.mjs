import { Keyward } from '@keyward/sdk';
import { page } from './site.mjs';

const { KEYWARD_URL: baseUrl = 'http://localhost:8080', KEYWARD_API_KEY: apiKey } = process.env;
const keyward = new Keyward({ baseUrl, apiKey });

const AGAIN = '<meta http-equiv="refresh" content="2">';

/**
 * The page after the payment, with the license keys. Until the shop's event has arrived, it loads itself again.
 * @param order `shop`, and the `external_id` or `subscription_id` that the buyer alone knows
 */
export async function thankYou(order) {
  // Without an ID, the list would have the orders of others.
  const isNamed = Boolean(order.external_id || order.subscription_id);
  const { items } = isNamed ? await keyward.orders.list({ ...order, limit: 1 }) : { items: [] };
  if (items.length === 0) {
    return page('Thank you', '<p>Your license is being issued.</p>', AGAIN);
  }
  const { lines } = await keyward.orders.get(items[0].id);
  const keys = lines.flatMap(({ licenses }) => licenses.map(({ key }) => `<p><code>${key}</code></p>`));
  return page('Thank you', `<p>Your license key:</p>${keys.join('')}`);
}
