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
import { NotUnderstood } from '../../not-understood';
import { headerOf, isSigned, jsonOf, sha256 } from '../signed-body';
import { isLegacy, isOfVersion1, isOrder, isOther, isSubscription, type WooOrder } from './woocommerce.events';
import { metaOf, orderFacts, subscriptionFacts } from './woocommerce.facts';

/** A new webhook tests its address with this form, without a signature. */
const PING = /^webhook_id=\d{1,20}$/;
const MAX_PING_BYTES = 40;
const CHOOSE = 'Choose “WP REST API Integration v3” as the API version of the webhook, and save the order again.';
const LEGACY = `WooCommerce sends this event in the form of its Legacy API. ${CHOOSE}`;
const VERSION_1 = `WooCommerce sends this subscription in the form of version 1 of its API, which has no times in GMT. ${CHOOSE}`;
const NO_ORDER = `WooCommerce sent neither an order nor a subscription in the form of version 3 of its API. ${CHOOSE}`;
const TOPIC = /^[a-z_.]{1,100}$/;

/**
 * WooCommerce, with the extension WooCommerce Subscriptions if the shop has it. The topic is a header, which is not signed, so
 * the body alone decides. An order comes as it is when it is sent.
 */
export class WooCommerceAdapter implements ShopAdapter {
  readonly kind = 'woocommerce';

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent | null {
    const { body, receivedAt: at } = request;
    const signature = headerOf(request, 'x-wc-webhook-signature');
    if (signature === '' && body.length <= MAX_PING_BYTES && PING.test(body.toString())) {
      return null;
    }
    if (!isSigned(body, [signature], credentials, { encoding: 'base64' })) {
      throw new InvalidShopEvent('signature');
    }
    const topic = headerOf(request, 'x-wc-webhook-topic');
    return { id: sha256(body), type: TOPIC.test(topic) ? topic : 'unknown', at, payload: jsonOf(body) };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn({ keyward: metaOf(payload as WooOrder, 'keyward') }, ['keyward']);
  }

  interpret({ payload, at }: SignedEvent): Interpretation {
    if (!isOrder(payload)) {
      return interpretOther(payload);
    }
    if (isOfVersion1(payload) && (isSubscription(payload) || payload.created_via === 'subscription')) {
      throw new NotUnderstood(VERSION_1);
    }
    const facts = isSubscription(payload) ? subscriptionFacts(payload) : orderFacts(payload, at);
    return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
  }
}

function interpretOther(payload: object): Interpretation {
  if (isOther(payload)) {
    return { outcome: 'ignored' };
  }
  throw new NotUnderstood(isLegacy(payload) ? LEGACY : NO_ORDER);
}

export const wooCommerceAdapter: ShopAdapter = new WooCommerceAdapter();
