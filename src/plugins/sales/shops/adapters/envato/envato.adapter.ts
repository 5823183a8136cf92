import {
  InvalidShopEvent,
  type Interpretation,
  type Purchase,
  type ShopAdapter,
  type ShopCredentials,
  type ShopRequest,
  type SignedEvent,
} from '../../shop-adapter';
import { ShopUnavailable } from '../../not-understood';
import { isRefused, readShopApi, type ReadShopApi } from '../shop-api';
import { hasSecretAddress, headerOf, jsonOf, sha256 } from '../signed-body';
import { instant, namesOf, optionalInstant, smallestUnit } from '../shop-values';

const SALES = 'https://api.envato.com/v3/market/author/sale';
/** Purchase codes are UUIDs. */
const CODE = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;
const FORM = /^application\/x-www-form-urlencoded/i;
/** The sender waits for the answer; a code that takes longer is verified in the queue. */
const QUICK_MS = 800;
/** A program waits for the answer. */
const PROGRAM_MS = 10_000;
const MAX_NAME = 200;
const CURRENCY = 'USD';

const NO_KEY =
  'Purchase codes are verified by Envato’s API. Enter a personal token with the permission to view your sales.';
const KEY_REFUSED =
  'Envato refuses the API key of the shop. Enter a personal token with the permission to view your sales.';

interface EnteredCode {
  readonly code: string;
  /** Null for a code that was entered in a program: its sale has the user name of the buyer at Envato alone. */
  readonly email: string | null;
  readonly name: string | null;
}

/** Fields of a sale in Envato's API. */
export interface EnvatoSale {
  readonly amount: string;
  readonly sold_at: string;
  /** `Regular License` or `Extended License`. */
  readonly license: string;
  readonly supported_until: string | null;
  readonly item: { readonly id: number; readonly name: string };
  readonly buyer?: string;
}

interface PurchasePayload extends EnteredCode {
  /** Null if Envato has not answered in time: the queue verifies the code. */
  readonly sale: EnvatoSale | null;
}

/**
 * Envato sends no events: a program or a page of the vendor sends the purchase code of a buyer, to an address that has the secret.
 * A code that Envato does not know is refused like a wrong signature. One code is one order.
 */
export class EnvatoAdapter implements ShopAdapter {
  readonly kind = 'envato';
  readonly purchaseCodes = CODE;

  constructor(private readonly read: ReadShopApi = readShopApi) {}

  async verify(request: ShopRequest, credentials: ShopCredentials): Promise<SignedEvent> {
    if (!hasSecretAddress(request, credentials)) {
      throw new InvalidShopEvent('signature');
    }
    const purchase = purchaseIn(request);
    const sale = await this.saleOf(purchase.code, credentials, QUICK_MS).catch(() => null);
    if (sale === 'unknown') {
      throw new InvalidShopEvent('signature');
    }
    const payload: PurchasePayload = { ...purchase, sale: isSale(sale) ? sale : null };
    return { id: sha256(purchase.code), type: 'purchase_code', at: request.receivedAt, payload };
  }

  async interpret({ payload }: SignedEvent, credentials: ShopCredentials): Promise<Interpretation> {
    const { code, email, name, sale: verified } = payload as PurchasePayload;
    const sale = verified ?? (await this.saleOf(code, credentials));
    if (sale === 'no key' || sale === 'key refused') {
      return { outcome: 'unmapped', reason: sale === 'no key' ? NO_KEY : KEY_REFUSED };
    }
    return isSale(sale) ? interpretationOf({ code, email, name }, sale) : { outcome: 'ignored' };
  }

  /** Envato answers that it does not know the code of a sale that was paid back. */
  async findPurchase(code: string, credentials: ShopCredentials): Promise<SignedEvent | null> {
    const sale = await this.saleOf(code, credentials, PROGRAM_MS);
    if (sale === 'no key' || sale === 'key refused') {
      throw new ShopUnavailable(sale === 'no key' ? NO_KEY : KEY_REFUSED);
    }
    if (sale === 'unknown') {
      return null;
    }
    const payload: PurchasePayload = { code, email: null, name: null, sale };
    return { id: sha256(code), type: 'purchase_code', at: instant(sale.sold_at), payload };
  }

  private async saleOf(
    code: string,
    { apiKey }: ShopCredentials,
    timeoutMs?: number,
  ): Promise<EnvatoSale | 'unknown' | 'no key' | 'key refused'> {
    if (apiKey === null) {
      return 'no key';
    }
    const answer = await this.read(`${SALES}?${new URLSearchParams({ code })}`, apiKey, timeoutMs);
    if (isRefused(answer)) {
      return 'key refused';
    }
    if (answer.status >= 400) {
      return 'unknown';
    }
    if (!isSale(answer.body)) {
      throw new ShopUnavailable('Envato sent an answer that is no sale');
    }
    return answer.body;
  }
}

export const envatoAdapter = new EnvatoAdapter();

/** An item is mapped for both licenses, or for each: `1234567:extended`. */
function interpretationOf({ code, email, name }: EnteredCode, sale: EnvatoSale): Interpretation {
  const { id } = sale.item;
  const [license = ''] = sale.license.toLowerCase().split(' ');
  const item = {
    mapped: namesOf([license && `${id}:${license}`, id]),
    quantity: 1,
    externalId: null,
    price: smallestUnit(sale.amount, CURRENCY),
    currency: CURRENCY,
    ...(email === null && { purchase: purchaseOf(code, sale) }),
  };
  const customer = email === null ? customerOf(code, sale) : { email, name: name ?? sale.buyer ?? null };
  const at = instant(sale.sold_at);
  return {
    outcome: 'facts',
    facts: [{ fact: 'paid', sale: { order: code }, at, customer, items: [item], periodEnd: null }],
  };
}

function purchaseOf(code: string, { license, sold_at: soldAt, supported_until: supportedUntil }: EnvatoSale): Purchase {
  return {
    code,
    typeLabel: license.slice(0, MAX_NAME),
    boughtAt: instant(soldAt).toISOString(),
    supportUntil: optionalInstant(supportedUntil)?.toISOString() ?? null,
  };
}

/** All purchases of a user of Envato are one customer's. */
function customerOf(code: string, { buyer }: EnvatoSale): { email: null; name: string; reference: string } {
  const name = (typeof buyer === 'string' && buyer.trim().slice(0, MAX_NAME)) || code;
  return { email: null, name, reference: `envato:${name}` };
}

function isSale(body: unknown): body is EnvatoSale {
  const { amount, sold_at: soldAt, license, item } = (body ?? {}) as Partial<EnvatoSale>;
  return [amount, soldAt, license].every((field) => typeof field === 'string') && typeof item?.id === 'number';
}

function purchaseIn(request: ShopRequest): EnteredCode {
  const { body } = request;
  const isForm = FORM.test(headerOf(request, 'content-type'));
  const fields: object = isForm ? Object.fromEntries(new URLSearchParams(body.toString())) : jsonOf(body);
  const { code, email, name } = fields as Partial<Record<keyof EnteredCode, unknown>>;
  const typed = typeof code === 'string' ? code.trim().toLowerCase() : '';
  if (!CODE.test(typed) || typeof email !== 'string' || !EMAIL.test(email.trim())) {
    throw new InvalidShopEvent('malformed');
  }
  return {
    code: typed,
    email: email.trim(),
    name: typeof name === 'string' ? name.trim().slice(0, 255) || null : null,
  };
}
