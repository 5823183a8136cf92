import Stripe from 'stripe';
import { page, serve } from './site.mjs';
import { thankYou } from './thank-you.mjs';

const {
  STRIPE_SECRET_KEY,
  STRIPE_API = 'https://api.stripe.com',
  PRICE,
  MODE = 'payment',
  SITE = 'http://localhost:3000',
} = process.env;
const { protocol, hostname, port } = new URL(STRIPE_API);
const stripe = new Stripe(STRIPE_SECRET_KEY, { protocol: protocol.replace(':', ''), host: hostname, port });

serve({
  'GET /': () => page('My program', '<form method="post" action="/buy"><button>Buy</button></form>'),

  'POST /buy': async () => {
    const { url } = await stripe.checkout.sessions.create({
      mode: MODE,
      line_items: [{ price: PRICE, quantity: 1 }],
      // Stripe sends the items with the invoice only. Subscriptions always have one.
      ...(MODE === 'payment' && { invoice_creation: { enabled: true } }),
      success_url: `${SITE}/thank-you?session={CHECKOUT_SESSION_ID}`,
      cancel_url: SITE,
    });
    return { redirect: url };
  },

  'GET /thank-you': async (query) => {
    const { subscription, invoice } = await stripe.checkout.sessions.retrieve(query.get('session') ?? '');
    return thankYou({
      shop: 'stripe',
      ...(subscription ? { subscription_id: subscription } : { external_id: invoice }),
    });
  },
});
