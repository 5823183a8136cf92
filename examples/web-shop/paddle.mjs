import { page, serve } from './site.mjs';
import { thankYou } from './thank-you.mjs';

const { PADDLE_TOKEN, PADDLE_ENVIRONMENT = 'sandbox', PRICE } = process.env;

const PADDLE_JS = '<script src="https://cdn.paddle.com/paddle/v2/paddle.js"></script>';
/** Runs in the browser: Paddle.js shows the checkout, and names the transaction that was paid. */
const CHECKOUT = `
  Paddle.Environment.set(${JSON.stringify(PADDLE_ENVIRONMENT)});
  Paddle.Initialize({
    token: ${JSON.stringify(PADDLE_TOKEN)},
    eventCallback({ name, data }) {
      if (name === 'checkout.completed') {
        location.href = '/thank-you?transaction=' + data.transaction_id;
      }
    },
  });
  document.querySelector('button').onclick = () =>
    Paddle.Checkout.open({ items: [{ priceId: ${JSON.stringify(PRICE)}, quantity: 1 }] });
`;

serve({
  'GET /': () => page('My program', `<button>Buy</button><script>${CHECKOUT}</script>`, PADDLE_JS),
  'GET /thank-you': (query) => thankYou({ shop: 'paddle', external_id: query.get('transaction') }),
});
