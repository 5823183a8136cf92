import {
  type CarriedReference,
  InvalidShopEvent,
  type Interpretation,
  type SaleFact,
  type ShopAdapter,
  type ShopCredentials,
  type ShopRequest,
  type SignedEvent,
} from '../../shop-adapter';
import { carriedIn } from '../shop-values';
import { unknownValue } from '../../not-understood';
import { headerOf, isSigned, jsonOf, sha256, timeOfEvent } from '../signed-body';
import {
  invoiceFacts,
  isPaid,
  type LemonInvoice,
  type LemonOrder,
  type LemonSubscription,
  orderFacts,
  subscriptionFacts,
} from './lemon-squeezy.facts';

/** Objects without a meaning for a sale, such as a license key of Lemon Squeezy's own. */
const OTHER_OBJECTS: readonly unknown[] = ['license-keys', 'license-key-instances', 'customers', 'affiliates'];

type LemonObject =
  | ({ readonly type: 'orders' } & LemonOrder)
  | ({ readonly type: 'subscriptions' } & LemonSubscription)
  | ({ readonly type: 'subscription-invoices' } & LemonInvoice);

interface LemonEvent {
  readonly meta: { readonly event_name: string };
  readonly data: LemonObject;
}

/** Lemon Squeezy gives its events neither an id nor a time: they are those of the body and of its object. */
export class LemonSqueezyAdapter implements ShopAdapter {
  readonly kind = 'lemon_squeezy';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
    const { body } = request;
    if (!isSigned(body, [headerOf(request, 'x-signature')], credentials, { encoding: 'hex' })) {
      throw new InvalidShopEvent('signature');
    }
    const payload = jsonOf(body);
    if (!isEvent(payload)) {
      throw new InvalidShopEvent('malformed');
    }
    const { meta, data } = payload;
    return { id: sha256(body), type: meta.event_name, at: timeOfEvent(data.attributes.updated_at), payload };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['meta', 'custom_data', 'keyward']);
  }

  interpret({ payload }: SignedEvent): Interpretation {
    const facts = isEvent(payload) ? factsOf(payload) : [];
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

export const lemonSqueezyAdapter: ShopAdapter = new LemonSqueezyAdapter();

function isEvent(payload: object): payload is LemonEvent {
  const { meta, data } = payload as {
    readonly meta?: Partial<LemonEvent['meta']>;
    readonly data?: Partial<LemonObject>;
  };
  return typeof meta?.event_name === 'string' && typeof data?.attributes?.updated_at === 'string';
}

function otherFacts({ type }: { readonly type: unknown }): SaleFact[] {
  if (!OTHER_OBJECTS.includes(type)) {
    throw unknownValue('data.type', type);
  }
  return [];
}

function factsOf({ meta: { event_name: type }, data }: LemonEvent): SaleFact[] {
  switch (data.type) {
    case 'orders':
      return isPaid(data) ? orderFacts(data) : [];
    case 'subscriptions':
      return subscriptionFacts(data);
    case 'subscription-invoices':
      return invoiceFacts(type, data);
    default:
      return otherFacts(data);
  }
}
