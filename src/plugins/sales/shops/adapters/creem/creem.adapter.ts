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
import { headerOf, isSigned, jsonOf, timeOfEvent } from '../signed-body';
import { isEvent } from './creem.events';
import { factsOf } from './creem.facts';

export class CreemAdapter implements ShopAdapter {
  readonly kind = 'creem';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
    const { body } = request;
    if (!isSigned(body, [headerOf(request, 'creem-signature')], credentials, { encoding: 'hex' })) {
      throw new InvalidShopEvent('signature');
    }
    const payload = jsonOf(body);
    if (!isEvent(payload)) {
      throw new InvalidShopEvent('malformed');
    }
    return { id: payload.id, type: payload.eventType, at: timeOfEvent(payload.created_at), payload };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['object', 'metadata', 'keyward'], ['object', 'subscription', 'metadata', 'keyward']);
  }

  interpret({ payload, at }: SignedEvent): Interpretation {
    const facts = isEvent(payload) ? factsOf(payload, at) : [];
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

export const creemAdapter: ShopAdapter = new CreemAdapter();
