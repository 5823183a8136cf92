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
import { hasSecretAddress, sha256 } from '../signed-body';
import { disputeFacts, refundFacts, saleFacts, subscriptionFacts } from './gumroad.facts';
import { formIn, type GumroadForm } from './gumroad-form';

/** A ping of the account has no name of its own. */
const SALE = 'sale';
/** Gumroad signs nothing: the address of its events has the secret. It sends forms, or JSON if its account is set to it. */
export class GumroadAdapter implements ShopAdapter {
  readonly kind = 'gumroad';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
    const { body, receivedAt } = request;
    if (!hasSecretAddress(request, credentials)) {
      throw new InvalidShopEvent('signature');
    }
    const payload = formIn(body);
    if (!payload.sale_id && !payload.subscription_id) {
      throw new InvalidShopEvent('malformed');
    }
    return { id: sha256(body), type: payload.resource_name ?? SALE, at: receivedAt, payload };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['url_params[keyward]']);
  }

  interpret({ type, payload, at }: SignedEvent): Interpretation {
    const form: GumroadForm = { ...payload };
    // A test repeats an earlier sale.
    if (form.test === 'true') {
      return { outcome: 'ignored' };
    }
    const facts = factsOf(type, form, at);
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

export const gumroadAdapter: ShopAdapter = new GumroadAdapter();

function factsOf(type: string, form: GumroadForm, receivedAt: Date): SaleFact[] {
  switch (type) {
    case SALE:
      return saleFacts(form);
    case 'refund':
      return refundFacts(form);
    case 'dispute':
    case 'dispute_won':
      return disputeFacts(form, type === 'dispute_won');
    default:
      return subscriptionFacts(form, receivedAt);
  }
}
