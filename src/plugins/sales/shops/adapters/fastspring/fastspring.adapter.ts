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
import { isEvent } from './fastspring.events';
import { factsOf } from './fastspring.facts';

/** FastSpring sends several events in one body. */
export class FastSpringAdapter implements ShopAdapter {
  readonly kind = 'fastspring';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent | null {
    const { body } = request;
    if (!isSigned(body, [headerOf(request, 'x-fs-signature')], credentials, { encoding: 'base64' })) {
      throw new InvalidShopEvent('signature');
    }
    const { events }: { readonly events?: unknown } = jsonOf(body);
    if (!Array.isArray(events)) {
      throw new InvalidShopEvent('malformed');
    }
    const [event, ...further] = events.map(signedEvent);
    return event ? { ...event, further } : null;
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['data', 'tags', 'keyward'], ['data', 'initialOrder', 'tags', 'keyward']);
  }

  interpret({ payload, at }: SignedEvent): Interpretation {
    const facts = isEvent(payload) ? factsOf(payload, at) : [];
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

export const fastSpringAdapter: ShopAdapter = new FastSpringAdapter();

function signedEvent(payload: unknown): SignedEvent {
  if (!isEvent(payload)) {
    throw new InvalidShopEvent('malformed');
  }
  return { id: payload.id, type: payload.type, at: timeOfEvent(payload.created), payload };
}
