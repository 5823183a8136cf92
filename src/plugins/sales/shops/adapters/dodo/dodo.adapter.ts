import {
  type CarriedReference,
  InvalidShopEvent,
  type Interpretation,
  type ShopAdapter,
  type ShopCredentials,
  type ShopRequest,
  type SignedEvent,
} from '../../shop-adapter';
import { carriedIn } from '../shop-values';
import { jsonOf, timeOfEvent } from '../signed-body';
import { verifyStandard } from '../standard-webhooks';
import { isEvent } from './dodo.events';
import { factsOf } from './dodo.facts';

/** Dodo Payments, which signs by Standard Webhooks. */
export class DodoAdapter implements ShopAdapter {
  readonly kind = 'dodo';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
    const { id } = verifyStandard(request, credentials);
    const payload = jsonOf(request.body);
    if (!isEvent(payload)) {
      throw new InvalidShopEvent('malformed');
    }
    return { id, type: payload.type, at: timeOfEvent(payload.timestamp), payload };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['data', 'metadata', 'keyward']);
  }

  interpret({ payload, at }: SignedEvent): Interpretation {
    const facts = isEvent(payload) ? factsOf(payload, at) : [];
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

export const dodoAdapter: ShopAdapter = new DodoAdapter();
