import { creemAdapter } from './adapters/creem/creem.adapter';
import { dodoAdapter } from './adapters/dodo/dodo.adapter';
import { envatoAdapter } from './adapters/envato/envato.adapter';
import { fastSpringAdapter } from './adapters/fastspring/fastspring.adapter';
import { genericAdapter } from './adapters/generic/generic.adapter';
import { gumroadAdapter } from './adapters/gumroad/gumroad.adapter';
import { lemonSqueezyAdapter } from './adapters/lemon_squeezy/lemon-squeezy.adapter';
import { paddleAdapter } from './adapters/paddle/paddle.adapter';
import { polarAdapter } from './adapters/polar/polar.adapter';
import { stripeAdapter } from './adapters/stripe/stripe.adapter';
import { wooCommerceAdapter } from './adapters/woocommerce/woocommerce.adapter';
import type { ShopAdapter, ShopKind } from './shop-adapter';

/** An adapter loads the library of its shop at the first use: a server without shops loads none. */
const ADAPTERS: readonly ShopAdapter[] = [
  stripeAdapter,
  paddleAdapter,
  lemonSqueezyAdapter,
  gumroadAdapter,
  wooCommerceAdapter,
  polarAdapter,
  creemAdapter,
  dodoAdapter,
  fastSpringAdapter,
  envatoAdapter,
  genericAdapter,
];

const BY_KIND = new Map(ADAPTERS.map((adapter) => [adapter.kind, adapter]));

/** Kinds that can be connected. */
export const SUPPORTED_KINDS: readonly ShopKind[] = [...BY_KIND.keys()];

export function adapterOf(kind: ShopKind): ShopAdapter {
  const adapter = BY_KIND.get(kind);
  if (!adapter) {
    throw new Error(`There is no adapter for ${kind}`);
  }
  return adapter;
}
