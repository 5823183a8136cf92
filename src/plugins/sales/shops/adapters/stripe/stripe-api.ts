import type Stripe from 'stripe' with { 'resolution-mode': 'import' };
import { NotUnderstood, ShopUnavailable } from '../../not-understood';
import type { Interpretation } from '../../shop-adapter';

/** For a whole call of the API. */
const TIMEOUT_MS = 10_000;

const KEY_REFUSED =
  'Stripe refuses the API key of the shop. Enter a restricted key that can read Checkout Sessions and Invoices.';
const NOT_FOUND =
  'Stripe does not find the object of the event with the API key of the shop. Enter a key of the same account and mode.';

/** Another server than Stripe's own. */
export type StripeAddress = Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol' | 'timeout'>;

/** Loaded at the first use. */
export async function stripeLibrary(): Promise<typeof Stripe> {
  return (await import('stripe')).default;
}

/** Redirects are not followed: the key is for Stripe alone. The queue repeats what failed. */
export async function connectStripe(apiKey: string, address: StripeAddress): Promise<Stripe> {
  const Library = await stripeLibrary();
  const fetchOnce: typeof fetch = (url, init) => fetch(url, { ...init, redirect: 'error' });
  // Contrary to that of Node, its timeout is for the whole call, and not for each pause.
  const httpClient = Library.createFetchHttpClient(fetchOnce);
  return new Library(apiKey, { timeout: TIMEOUT_MS, maxNetworkRetries: 0, telemetry: false, httpClient, ...address });
}

/**
 * The rows of an answer, which is a whole list; contrary to its type, an answer may be anything.
 * @throws NotUnderstood if there are more
 */
export function allOf<T>(answer: { readonly data?: readonly T[]; readonly has_more?: boolean }): readonly T[] {
  const rows = dataOf(answer);
  if (answer.has_more) {
    throw new NotUnderstood(
      `Stripe has more than ${rows.length} items of this sale, which is more than Keyward reads.`,
    );
  }
  return rows;
}

/** The rows of an answer; contrary to its type, an answer may be anything. */
export function dataOf<T>({ data }: { readonly data?: readonly T[] }): readonly T[] {
  const rows: unknown = data;
  if (data === undefined || !Array.isArray(rows)) {
    throw new ShopUnavailable('Stripe sent an answer without data');
  }
  return data;
}

/**
 * The meaning of an event for which the API answered with an error that only a person can end. Throws any other, to try again.
 * Texts of the answer are left out: they may have the key.
 */
export function interpretError({ errors }: typeof Stripe, error: unknown): Interpretation {
  if (!(error instanceof errors.StripeError)) {
    throw error;
  }
  const { statusCode: status } = error;
  if (status === 401 || status === 403) {
    return { outcome: 'unmapped', reason: KEY_REFUSED };
  }
  if (status === 404) {
    return { outcome: 'unmapped', reason: NOT_FOUND };
  }
  throw new ShopUnavailable(
    status === undefined ? 'Stripe did not answer' : `Stripe answered with ${status}, or not with JSON`,
  );
}
