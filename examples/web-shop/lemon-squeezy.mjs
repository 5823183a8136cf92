import { serve } from './site.mjs';
import { thankYou } from './thank-you.mjs';

const { LEMON_API_KEY, LEMON_API = 'https://api.lemonsqueezy.com' } = process.env;
const TIMEOUT_MS = 10_000;

/** The identifier of an order, a UUID; undefined for an unknown order. */
async function identifierOf(id) {
  const response = await fetch(`${LEMON_API}/v1/orders/${encodeURIComponent(id)}`, {
    headers: { accept: 'application/vnd.api+json', authorization: `Bearer ${LEMON_API_KEY}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw new Error(`Lemon Squeezy answered ${response.status}`);
  }
  return (await response.json()).data.attributes.identifier;
}

serve({
  'GET /thank-you': async (query) => {
    const [id, identifier] = [query.get('order') ?? '', query.get('identifier')];
    // Orders are numbered: the identifier is what the buyer alone knows.
    const isBuyer = /^\d+$/.test(id) && identifier && identifier === (await identifierOf(id));
    return isBuyer && thankYou({ shop: 'lemon', external_id: id });
  },
});
