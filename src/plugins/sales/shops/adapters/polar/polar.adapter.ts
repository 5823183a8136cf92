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
import { headerOf, isSigned, jsonOf, refuseStale, timeOfEvent } from '../signed-body';
import { isEvent } from './polar.events';
import { factsOf } from './polar.facts';

/** Polar signs by Standard Webhooks, with its secret as it is and not as Base64. */
export class PolarAdapter implements ShopAdapter {
  readonly kind = 'polar';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
    const [id, seconds] = [headerOf(request, 'webhook-id'), headerOf(request, 'webhook-timestamp')];
    const signatures = signaturesIn(headerOf(request, 'webhook-signature'));
    const prefix = `${id}.${seconds}.`;
    if (id === '' || !isSigned(request.body, signatures, credentials, { encoding: 'base64', prefix })) {
      throw new InvalidShopEvent('signature');
    }
    refuseStale(Number(seconds), request);
    const payload = jsonOf(request.body);
    if (!isEvent(payload)) {
      throw new InvalidShopEvent('malformed');
    }
    return { id, type: payload.type, at: timeOfEvent(payload.timestamp), payload };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['data', 'metadata', 'keyward'], ['data', 'metadata', 'reference_id']);
  }

  interpret({ payload, at }: SignedEvent): Interpretation {
    const facts = isEvent(payload) ? factsOf(payload, at) : [];
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

export const polarAdapter: ShopAdapter = new PolarAdapter();

/** `v1,` and a signature, once for each secret while one is rotated. */
function signaturesIn(header: string): string[] {
  return header.split(' ').flatMap((part) => {
    const [version, signature = ''] = part.split(',');
    return version === 'v1' ? [signature] : [];
  });
}
